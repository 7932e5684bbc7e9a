package org.gatehouse.kit.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens connections: TCP, then TLS with the server's name verified where the origin asks for it. */
@SuppressWarnings("FutureReturnValueIgnored") // the outcome is told, what is then closed needs no answer
final class Connector {

    private final Function<EventLoop, Channel> sockets;
    private final SslContext tls;

    Connector(Function<EventLoop, Channel> sockets, SslContext tls) {
        this.sockets = sockets;
        this.tls = tls;
    }

    /** Told on the event loop how an attempt went, exactly once unless the attempt is aborted. */
    interface Outcome {
        void connected(Connection connection);

        void failed(UpstreamFailure failure);
    }

    /** Starts an attempt; closing the channel returned aborts it. */
    Channel connect(Origin origin, LoopState loop, Outcome outcome) {
        var decoder = new ResponseDecoder();
        var attempt = new Attempt(origin, loop, decoder, origin.tls() ? tlsTo(origin) : null, outcome);
        var future = new Bootstrap()
                .group(loop.loop())
                .channelFactory(() -> SilentPeer.noticed(sockets.apply(loop.loop())))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // the call's own limit decides
                .disableResolver()
                .handler(attempt)
                .connect(origin.address());
        future.addListener((ChannelFuture done) -> onLoop(loop.loop(), () -> attempt.tcpDone(done)));
        return future.channel();
    }

    /** A socket that could not even be made (no file descriptor left) fails on a thread of Netty's own. */
    private static void onLoop(EventLoop loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private SslHandler tlsTo(Origin origin) {
        var address = origin.address();
        var handler = tls.newHandler(ByteBufAllocator.DEFAULT, origin.serverName(), address.getPort());
        var parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeoutMillis(0); // as above
        return handler;
    }

    private static final class Attempt extends ChannelInitializer<Channel> {

        private final Origin origin;
        private final LoopState loop;
        private final ResponseDecoder decoder;
        private final @Nullable SslHandler ssl;
        private final Outcome outcome;

        Attempt(Origin origin, LoopState loop, ResponseDecoder decoder, @Nullable SslHandler ssl, Outcome outcome) {
            this.origin = origin;
            this.loop = loop;
            this.decoder = decoder;
            this.ssl = ssl;
            this.outcome = outcome;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (ssl != null) {
                channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false); // TLS says itself how it ends
                channel.pipeline().addLast(ssl);
            }
            channel.pipeline().addLast(decoder, new HttpRequestEncoder());
        }

        void tcpDone(ChannelFuture done) {
            if (!done.isSuccess()) {
                outcome.failed(new UpstreamFailure.Refused(String.valueOf(done.cause())));
            } else if (ssl == null) {
                up(done.channel());
            } else {
                var _ = ssl.handshakeFuture().addListener(handshake -> {
                    if (handshake.isSuccess()) {
                        up(done.channel());
                    } else {
                        done.channel().close();
                        outcome.failed(new UpstreamFailure.TlsFailed(String.valueOf(handshake.cause())));
                    }
                });
            }
        }

        private void up(Channel channel) {
            var connection = new Connection(origin, channel, decoder, loop);
            channel.pipeline().addLast(connection);
            outcome.connected(connection);
        }
    }
}
