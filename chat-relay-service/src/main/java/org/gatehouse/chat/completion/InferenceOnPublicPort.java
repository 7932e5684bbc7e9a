package org.gatehouse.chat.completion;

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

/** Puts an {@link InferenceHandler} on every connection of the service's port; the management port stays the framework's. */
@Singleton
final class InferenceOnPublicPort implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<EmbeddedServer> server;
    private final BeanProvider<PlainRequests> plain;
    private final BeanProvider<DirectServer> direct;

    InferenceOnPublicPort(
            BeanProvider<EmbeddedServer> server, BeanProvider<PlainRequests> plain, BeanProvider<DirectServer> direct) {
        this.server = server;
        this.plain = plain;
        this.direct = direct;
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

        @Override
        public void onStreamPipelineBuilt() {
            if (isPublic(channel)) {
                var pipeline = channel.pipeline();
                var guarded = pipeline.get(FramingGuard.NAME) != null;
                var before = guarded ? FramingGuard.NAME : ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
                pipeline.addAfter(before, InferenceHandler.NAME, new InferenceHandler(plain.get(), direct.get()));
            }
        }
    }
}
