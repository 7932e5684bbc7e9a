package org.gatehouse.kit.sql;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts the {@link GuardedPool} before each pool that the framework makes. */
@Singleton
final class GuardPools implements BeanCreatedEventListener<DataSource> {

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return new GuardedPool(event.getBean());
    }
}
