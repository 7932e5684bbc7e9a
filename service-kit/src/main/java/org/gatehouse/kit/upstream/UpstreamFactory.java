package org.gatehouse.kit.upstream;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.EventLoopGroupFactory;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.micronaut.http.netty.channel.NettyChannelType;
import jakarta.inject.Singleton;

/** The one client and the one set of target groups of a service. */
@Factory
final class UpstreamFactory {

    /** Its sockets are of the kind (NIO, epoll) that the server's own event loops were configured for. */
    @Singleton
    UpstreamClient upstreamClient(
            UpstreamClientConfig config, EventLoopGroupFactory transport, EventLoopGroupRegistry loops) {
        var group = loops.getEventLoopGroupConfiguration(EventLoopGroupConfiguration.DEFAULT)
                .orElse(null);
        return new UpstreamClient(
                config,
                loop -> Sockets.forLoop(
                        loop, other -> transport.channelInstance(NettyChannelType.CLIENT_SOCKET, group)),
                Tls.jdkTrust());
    }

    @Singleton
    @Bean(preDestroy = "close")
    TargetGroups targetGroups(UpstreamClientConfig config) {
        return new TargetGroups(HostLookup.system(), config.resolveEvery(), config.maxInFlightPerTarget());
    }
}
