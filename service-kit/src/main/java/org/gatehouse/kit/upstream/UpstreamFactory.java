package org.gatehouse.kit.upstream;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The one client and the one set of target groups of a service. */
@Factory
final class UpstreamFactory {

    @Singleton
    UpstreamClient upstreamClient(UpstreamClientConfig config) {
        return new UpstreamClient(config);
    }

    @Singleton
    @Bean(preDestroy = "close")
    TargetGroups targetGroups(UpstreamClientConfig config) {
        return new TargetGroups(HostLookup.system(), config.resolveEvery(), config.maxInFlightPerTarget());
    }
}
