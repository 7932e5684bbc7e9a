package org.gatehouse.gateway.proxy;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import org.gatehouse.kit.guard.FramingGuard;
import org.gatehouse.kit.upstream.UpstreamClient;

/** Puts an {@link EdgeHandler} on every connection of the public port; the management port stays the framework's. */
@Singleton
final class EdgeOnPublicPort implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<EmbeddedServer> server;
    private final BeanProvider<EdgePolicy> policy;
    private final BeanProvider<UpstreamClient> upstreams;
    private final BeanProvider<ExchangeLog> log;
    private final EdgeConfig config;

    EdgeOnPublicPort(
            BeanProvider<EmbeddedServer> server,
            BeanProvider<EdgePolicy> policy,
            BeanProvider<UpstreamClient> upstreams,
            BeanProvider<ExchangeLog> log,
            EdgeConfig config) {
        this.server = server;
        this.policy = policy;
        this.upstreams = upstreams;
        this.log = log;
        this.config = config;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new OnConnection(channel) : this;
            }
        });
        return registry;
    }

    private Edge edge() {
        return new Edge(policy.get(), upstreams.get(), log.get(), config);
    }

    private boolean isPublic(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local
                && local.getPort() == server.get().getPort();
    }

    private final class OnConnection implements NettyServerCustomizer {

        private final Channel channel;

        OnConnection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (isPublic(channel)) {
                var pipeline = channel.pipeline();
                var guarded = pipeline.get(FramingGuard.NAME) != null;
                var before = guarded ? FramingGuard.NAME : ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
                pipeline.addAfter(before, EdgeHandler.NAME, new EdgeHandler(edge()));
            }
        }
    }
}
