package org.gatehouse.gateway.limit;

import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/** Where requests are counted: in memory, or in the store that the settings name. */
@Factory
final class BucketsFactory {

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "gatehouse.limits.store", pattern = ".+")
    LimitStore store(LimitsConfig config, IdSource ids, InstantSource clock) {
        try {
            var address = RedisURI.create(String.valueOf(config.store()));
            return new LimitStore(address, config.storeTimeout(), ids.next().toString(), clock);
        } catch (IllegalArgumentException e) {
            throw new SettingException("GATEHOUSE_LIMIT_STORE", "must be an address such as redis://host:6379", e);
        }
    }

    @Singleton
    Buckets buckets(LimitsConfig config, @Nullable LimitStore store, InstantSource clock) {
        var local = new LocalBuckets(config, clock);
        return store == null ? local : new SharedBuckets(config, store, local, clock);
    }
}
