package org.gatehouse.kit.guard;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Puts a {@link FramingGuard} on every connection of every port, the management port included. */
@Singleton
final class GuardEveryPort implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final GuardConfig config;
    private final BeanProvider<RequestAllowance> allowance;

    GuardEveryPort(GuardConfig config, BeanProvider<RequestAllowance> allowance) {
        this.config = config;
        this.allowance = allowance;
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

    private final class OnConnection implements NettyServerCustomizer {

        private final Channel channel;

        OnConnection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            var guard = new FramingGuard(config, allowance.get());
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                            FramingGuard.NAME + "-lines",
                            guard.lines())
                    .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, FramingGuard.NAME, guard);
        }
    }
}
