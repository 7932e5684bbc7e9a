package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.gatehouse.gateway.overload.AccountCalls;
import org.gatehouse.gateway.overload.ConnectionCap;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.memory.ByteBudget;
import org.gatehouse.kit.upstream.UpstreamClient;

/** What there is one of for all connections. */
@Factory
final class EdgeFactory {

    @Singleton
    ConnectionCap cap(EdgeConfig config) {
        return new ConnectionCap(config.connectionsPerAddress(), config.connectionsFromLoopback());
    }

    @Singleton
    TrustedProxies proxies(EdgeConfig config) {
        return new TrustedProxies(config.trustedProxies());
    }

    @Singleton
    AccountCalls calls(EdgeConfig config) {
        return new AccountCalls(config.callsPerAccount());
    }

    @Singleton
    Shares shares(AccountCalls calls, ByteBudget memory) {
        return new Shares(calls, memory);
    }

    @Singleton
    Edge edge(
            EdgePolicy policy,
            UpstreamClient upstreams,
            ExchangeLog log,
            EdgeConfig config,
            TrustedProxies proxies,
            EdgeTraces traces,
            Tunnels tunnels,
            Shares shares) {
        return new Edge(policy, upstreams, log, config, proxies, traces, tunnels, shares);
    }
}
