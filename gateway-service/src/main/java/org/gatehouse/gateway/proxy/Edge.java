package org.gatehouse.gateway.proxy;

import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.upstream.UpstreamClient;

/** What every connection of the edge shares. */
record Edge(
        EdgePolicy policy,
        UpstreamClient upstreams,
        ExchangeLog log,
        EdgeConfig config,
        TrustedProxies proxies,
        EdgeTraces traces,
        Tunnels tunnels,
        Shares shares) {}
