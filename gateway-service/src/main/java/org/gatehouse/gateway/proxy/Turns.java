package org.gatehouse.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.kit.guard.FramingGuard;
import org.gatehouse.kit.guard.RequestRefused;
import org.gatehouse.kit.memory.Draw;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.trace.TraceHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges of one connection, one at a time and in the order of the requests, whoever serves them. A request and its
 * response may end in either order; the next has its turn when both have.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as the channel going inactive
final class Turns implements Client {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final int MANY_WAITING = 16;

    private final Edge edge;
    private final ChannelHandlerContext context;
    private final Runnable readOn;
    private final Deque<Object> waiting = new ArrayDeque<>(4);
    private @Nullable Exchange current;
    private @Nullable Recording undecided;
    private boolean requestEnded;
    private boolean responseEnded;
    private boolean keepAlive = true;
    private boolean closeWhenDone;
    private boolean closing;
    private boolean dispatching;
    private boolean reading;

    Turns(Edge edge, ChannelHandlerContext context, Runnable readOn) {
        this.edge = edge;
        this.context = context;
        this.readOn = readOn;
    }

    void arrived(Object message) {
        reading = true;
        waiting.add(message);
        dispatch();
    }

    /** The socket has no more for now: what was received goes on its way, one flush for all of it. */
    void readComplete() {
        reading = false;
        if (current != null) {
            current.flush();
        }
    }

    @Nullable
    Exchange current() {
        return current;
    }

    /** Whether the framework must not close: it knows nothing of what is under way. */
    boolean busyWithoutFramework() {
        return undecided != null || (current != null && current.outlivesClose());
    }

    boolean wantsMore() {
        return waiting.size() < MANY_WAITING && (current == null || current.wantsMore());
    }

    /** The connection is gone, or what came on it was refused: nothing more is served. */
    void abandon(String reason) {
        closing = true;
        if (undecided != null) {
            undecided.over(Outcome.CLIENT_GONE, reason);
            undecided = null;
        }
        if (current != null) {
            current.abandoned(reason);
            current = null;
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** The guard answers in our place; what is under way for the framework ends by what the guard tells it. */
    void refused(RequestRefused event) {
        var recording = !event.wasLetThrough() ? recordingOf(event) : current != null ? current.recording() : undecided;
        if (recording != null) {
            stamp(event, recording);
            recording.refused(event.status(), event.reason());
        }
        if (event.wasLetThrough() && busyWithoutFramework()) {
            abandon(event.reason());
        }
    }

    private void stamp(RequestRefused event, Recording recording) {
        recording.setOverhead(event.answer());
        try {
            edge.policy().onRefusal(recording.request()).on(event.answer());
        } catch (RuntimeException e) {
            LOG.error("No stamp for {}", recording.request(), e);
        }
    }

    private Recording recordingOf(RequestRefused event) {
        var request = RequestOf.refused(event, context.channel());
        var recording = new Recording(edge.log(), request, edge.traces().begin(request));
        recording.decided("guard", "");
        return recording;
    }

    private void dispatch() {
        if (dispatching) {
            return;
        }
        dispatching = true;
        for (var next = waiting.peek(); next != null && hasItsTurn(next); next = waiting.peek()) {
            waiting.remove();
            handle(next);
        }
        dispatching = false;
    }

    private boolean hasItsTurn(Object message) {
        return closing || (undecided == null && (current == null) == (message instanceof HttpRequest));
    }

    private void handle(Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest head) {
            begin(head);
        } else if (message instanceof HttpContent part && current != null) {
            requestEnded = part instanceof LastHttpContent;
            current.receive(part);
            nextIfOver();
        }
    }

    private void begin(HttpRequest head) {
        requestEnded = false;
        responseEnded = false;
        keepAlive = HttpUtil.isKeepAlive(head);
        var request = RequestOf.head(head, context.channel(), edge.proxies());
        head.headers().set(RequestId.HEADER, request.requestId()); // one id for the guard and the framework, too
        var recording = new Recording(edge.log(), request, edge.traces().begin(request));
        apply(decide(request), head, recording);
    }

    private Decision decide(EdgeRequest request) {
        try {
            return edge.policy().decide(request);
        } catch (RuntimeException e) {
            return undecidable(request, e);
        }
    }

    private static Decision undecidable(EdgeRequest request, @Nullable Throwable cause) {
        LOG.error("No decision on {}", request, cause);
        return new Decision.Refuse("none", "", ErrorResponse.INTERNAL);
    }

    private void apply(Decision decision, HttpRequest head, Recording recording) {
        switch (decision) {
            case Decision.Forward forward -> forward(forward, head, recording);
            case Decision.Refuse(var route, var caller, var error, var stamp) -> {
                recording.decided(route, caller);
                refusing(head, recording).answer(error, stamp);
            }
            case Decision.Empty(var route, var stamp) -> {
                recording.decided(route, "");
                refusing(head, recording).answerNothing(stamp);
            }
            case Decision.Local(var route) -> {
                recording.decided(route, "");
                current = new LocalExchange(this, recording);
                if (head.method().equals(HttpMethod.HEAD)) {
                    head.setMethod(HttpMethod.GET); // the codec leaves the body out, and no header is forgotten
                }
                TraceHeaders.write(recording.trace().context(), head.headers());
                context.fireChannelRead(head);
            }
            case Decision.Pending(var stage) -> {
                undecided = recording;
                var _ = stage.whenComplete(
                        (later, failure) -> context.executor().execute(() -> decided(later, failure, head, recording)));
            }
        }
    }

    private void decided(@Nullable Decision later, @Nullable Throwable failure, HttpRequest head, Recording recording) {
        if (undecided != null && undecided.equals(recording)) { // else the client has left meanwhile
            undecided = null;
            apply(later != null ? later : undecidable(recording.request(), failure), head, recording);
            goOn();
        }
    }

    /** Serves what has waited. Outside a read nothing else would tell anybody that this was all there is. */
    private void goOn() {
        dispatch();
        if (!reading && !dispatching) {
            readComplete();
            context.fireChannelReadComplete();
        }
        readOn.run();
    }

    private void forward(Decision.Forward forward, HttpRequest head, Recording recording) {
        recording.decided(forward.route(), forward.caller());
        var account = Shares.accountOf(forward.caller());
        if (!account.isEmpty()) {
            if (!edge.shares().calls().entered(account)) {
                refusing(head, recording).answer(ErrorResponse.TOO_MANY_CALLS, forward.stamp());
                return;
            }
            recording.whenOver(() -> edge.shares().calls().left(account));
        }
        long held = Shares.heldOf(head);
        var draw = held == 0 ? Optional.<Draw>empty() : edge.shares().draw(account, recording.request(), held);
        if (held > 0 && draw.isEmpty()) {
            refusing(head, recording).answer(ErrorResponse.NO_ROOM, forward.stamp());
            return;
        }
        if (!forward.concurrency().enter()) {
            draw.ifPresent(Draw::close);
            refusing(head, recording).answer(ErrorResponse.OVERLOADED, forward.stamp());
            return;
        }
        proxy(forward, head, recording, draw.orElse(null));
    }

    private void proxy(Decision.Forward forward, HttpRequest head, Recording recording, @Nullable Draw draw) {
        var exchange = new ProxiedExchange(
                edge, forward, this, recording, new ProxiedExchange.Incoming(head.protocolVersion(), draw));
        current = exchange;
        if (HttpUtil.is100ContinueExpected(head)) {
            var goOn = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
            context.writeAndFlush(goOn, context.voidPromise());
        }
        exchange.start(RequestOf.isSecure(head, context.channel(), edge.proxies()));
    }

    private RefusedExchange refusing(HttpRequest head, Recording recording) {
        if (HttpUtil.is100ContinueExpected(
                head)) { // its body may come or not: nobody can tell where the next head begins
            keepAlive = false;
            requestEnded = true;
        }
        var exchange = new RefusedExchange(this, recording);
        current = exchange;
        return exchange;
    }

    private void nextIfOver() {
        if (current == null || !requestEnded || !responseEnded) {
            return;
        }
        if (keepsAlive()) {
            current = null;
            goOn();
        } else {
            closeNow();
        }
    }

    @Override
    public ChannelHandlerContext context() {
        return context;
    }

    @Override
    public boolean keepsAlive() {
        return keepAlive && !closeWhenDone;
    }

    @Override
    public void closeWhenDone() {
        closeWhenDone = true;
    }

    @Override
    public void closeNow() {
        closing = true;
        current = null;
        dispatch();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) sent -> context.close());
    }

    @Override
    public void become(FullHttpResponse answer, ChannelHandler handler) {
        closing = true;
        current = null;
        var pipeline = context.pipeline();
        context.write(answer, context.voidPromise());
        pipeline.replace(context.handler(), null, handler); // first: what the codec has not decoded yet goes to it
        if (pipeline.get(FramingGuard.class) != null) {
            pipeline.remove(FramingGuard.class);
        }
        pipeline.remove(HttpServerCodec.class);
    }

    @Override
    public void responseEnded() {
        responseEnded = true;
        nextIfOver();
        readOn.run(); // what is left of the request is thrown away, and has to come for that
    }

    @Override
    public void readOn() {
        readOn.run();
    }
}
