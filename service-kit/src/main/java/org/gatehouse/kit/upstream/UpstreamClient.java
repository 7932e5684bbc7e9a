package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The streaming HTTP/1.1 client that edge and relay share. A call lives wholly on one event loop, that of the client it
 * is made for, with connections pooled per loop: no locks, no hand-over between threads, nothing aggregated.
 *
 * <p>Retries, and only these, a fifth of all calls at most and as far as the call's {@link Retries} allow: another replica of the group when no connection could be made
 * (nothing was sent yet); once, on another replica if there is one, when a connection closed without a byte of answer to a
 * bodiless GET, HEAD or OPTIONS; and likewise any other request that met an idle connection just being closed, which shows
 * by a reset before the first byte of an answer. No other request is sent twice (RFC 9110, section 9.2.2):
 * {@link UpstreamFailure.ClosedBeforeHead} tells its owner whether that would be safe.
 */
public final class UpstreamClient {

    private final UpstreamClientConfig config;
    private final Connector connector;
    private final FastThreadLocal<LoopState> loops = new FastThreadLocal<>();

    /** A client that trusts what the JDK trusts. */
    public UpstreamClient(UpstreamClientConfig config) {
        this(config, Sockets::forLoop, Tls.jdkTrust());
    }

    UpstreamClient(UpstreamClientConfig config, Function<EventLoop, Channel> sockets, SslContext tls) {
        this.config = config;
        this.connector = new Connector(sockets, tls);
    }

    /**
     * Starts a call; must be called on {@code loop}, where all callbacks come.
     *
     * @param head its URI is a path and query, to which the target's base path is prepended; {@code host} is set to the
     *     target's authority. Belongs to the call from here on.
     */
    public UpstreamCall open(
            TargetGroup targets, EventLoop loop, HttpRequest head, CallLimits limits, UpstreamListener listener) {
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("a call is opened on its own event loop");
        }
        return start(new Call.Opening(stateOf(loop), connector, targets, null), head, limits, listener);
    }

    /**
     * Starts a WebSocket handshake; the rest as {@link #open}. An answer other than 101 is an ordinary response. The total
     * limit ends with the switch.
     *
     * @param head with the client's {@code sec-websocket-*} headers; {@code connection} and {@code upgrade} are set here
     */
    public UpstreamCall upgrade(
            TargetGroup targets, EventLoop loop, HttpRequest head, CallLimits limits, UpgradeListener listener) {
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("a call is opened on its own event loop");
        }
        var upgrade = WebSocketUpgrade.of(head, listener);
        return start(new Call.Opening(stateOf(loop), connector, targets, upgrade), head, limits, listener);
    }

    private static UpstreamCall start(
            Call.Opening opening, HttpRequest head, CallLimits limits, UpstreamListener listener) {
        var call = new Call(opening, head, limits, listener);
        call.start();
        return call;
    }

    /**
     * The same for imperative code: a future head and a body to subscribe to. May be called from any thread; cancelling
     * the future, or the body's subscription, closes the connection at once.
     *
     * @param body the whole request body, owned by the call; empty for none. {@code content-length} is set from it.
     * @return fails with {@link UpstreamException}
     */
    public CompletableFuture<UpstreamResponse> send(
            TargetGroup targets, EventLoop loop, HttpRequest head, ByteBuf body, CallLimits limits) {
        var response = new CompletableFuture<UpstreamResponse>();
        var stream = new ResponseBody(loop, response);
        head.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        if (body.isReadable() || head.method().equals(HttpMethod.POST)) {
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        Runnable start = () -> {
            var call = open(targets, loop, head, limits, stream);
            stream.follow(call);
            call.write(new DefaultLastHttpContent(body));
            call.flush();
        };
        if (loop.inEventLoop()) {
            start.run();
        } else {
            loop.execute(start);
        }
        return response;
    }

    private LoopState stateOf(EventLoop loop) {
        var state = loops.get();
        if (state == null || !state.loop().equals(loop)) {
            state = new LoopState(loop, config);
            loops.set(state);
        }
        return state;
    }
}
