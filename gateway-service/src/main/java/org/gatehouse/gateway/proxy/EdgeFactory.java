package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.gatehouse.kit.upstream.UpstreamClient;

/** Puts together what connections share. */
@Factory
final class EdgeFactory {

    @Singleton
    TrustedProxies trustedProxies(EdgeConfig config) {
        return new TrustedProxies(config.trustedProxies());
    }

    @Singleton
    Edge edge(
            EdgePolicy policy,
            UpstreamClient upstreams,
            ExchangeLog log,
            EdgeConfig config,
            TrustedProxies proxies,
            EdgeTraces traces) {
        return new Edge(policy, upstreams, log, config, proxies, traces);
    }
}
