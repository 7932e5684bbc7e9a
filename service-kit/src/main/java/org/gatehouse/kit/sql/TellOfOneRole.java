package org.gatehouse.kit.sql;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start when the service works with the very role that owns its tables: it may then undo its own record. */
@Singleton
@Requires(property = "datasources.default.username")
final class TellOfOneRole implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(TellOfOneRole.class);

    private final String service;
    private final String owner;

    TellOfOneRole(
            @Property(name = "datasources.default.username") String service,
            @Property(name = "flyway.datasources.default.user") String owner) {
        this.service = service;
        this.owner = owner;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (service.equals(owner)) {
            LOG.warn(
                    "The role {} both owns the tables and serves requests; name an owner of its own (GATEHOUSE_..._DB_OWNER)",
                    service);
        }
    }
}
