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
import org.gatehouse.gateway.overload.ConnectionCap;
import org.gatehouse.kit.guard.FramingGuard;

/** Puts an {@link EdgeHandler} on every connection of the public port; the management port stays the framework's. */
@Singleton
@SuppressWarnings("FutureReturnValueIgnored") // a close is all there is to it
final class EdgeOnPublicPort implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<EmbeddedServer> server;
    private final BeanProvider<Edge> edge;
    private final TrustedProxies proxies;
    private final ConnectionCap cap;

    EdgeOnPublicPort(
            BeanProvider<EmbeddedServer> server, BeanProvider<Edge> edge, TrustedProxies proxies, ConnectionCap cap) {
        this.server = server;
        this.edge = edge;
        this.proxies = proxies;
        this.cap = cap;
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

    private boolean isPublic(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local
                && local.getPort() == server.get().getPort();
    }

    private final class OnConnection implements NettyServerCustomizer {

        private final Channel channel;

        OnConnection(Channel channel) {
            this.channel = channel;
        }

        /** One connection too many is closed without a word: to answer it would cost what the cap is to save. */
        private boolean isLetIn() {
            var client = RequestOf.client(channel);
            if (proxies.contains(client)) {
                return true;
            }
            if (!cap.opened(client)) {
                channel.close();
                return false;
            }
            channel.closeFuture().addListener(closed -> cap.closed(client));
            return true;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (isPublic(channel) && isLetIn()) {
                var pipeline = channel.pipeline();
                var guarded = pipeline.get(FramingGuard.NAME) != null;
                var before = guarded ? FramingGuard.NAME : ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
                pipeline.addAfter(before, EdgeHandler.NAME, new EdgeHandler(edge.get()));
            }
        }
    }
}
