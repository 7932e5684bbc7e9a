package org.gatehouse.kit.sql;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * Puts the {@link GuardedPool} before each pool that the framework makes: first of all that wrap it, since what others put
 * around it gives connections to transactions only.
 */
@Singleton
final class GuardPools implements BeanCreatedEventListener<DataSource>, Ordered {

    private final List<GuardedPool> pools = new CopyOnWriteArrayList<>();

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        var guarded = new GuardedPool(event.getBean());
        pools.add(guarded);
        return guarded;
    }

    List<GuardedPool> pools() {
        return List.copyOf(pools);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
