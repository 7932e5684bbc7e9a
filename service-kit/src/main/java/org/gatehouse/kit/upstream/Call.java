package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.gatehouse.kit.upstream.UpstreamFailure.Limit;
import org.jspecify.annotations.Nullable;

/** One running call: sends the request as it comes, hands over the response as it comes, minds the limits. */
final class Call implements UpstreamCall, Dial.Owner {

    private final LoopState loop;
    private final UpstreamListener listener;
    private final CallLimits limits;
    private final Outgoing request;
    private final Dial dial;
    private final long startedAt = System.nanoTime();
    private final @Nullable WebSocketUpgrade upgrade;
    private @Nullable Connection connection;
    private String upstream = "";
    private long waitingSince = startedAt;
    private boolean autoRead = true;
    private boolean headSeen;
    private boolean repeated;
    private boolean over;

    /** Where {@link LoopState} keeps it. */
    int slot;

    Call(Opening opening, HttpRequest head, CallLimits limits, UpstreamListener listener) {
        this.loop = opening.loop();
        this.listener = listener;
        this.limits = limits;
        this.upgrade = opening.upgrade();
        this.request = new Outgoing(head);
        this.dial = new Dial(loop, opening.connector(), opening.targets(), limits, this);
    }

    /** With what a call begins. */
    record Opening(
            LoopState loop,
            Connector connector,
            TargetGroup targets,
            @Nullable WebSocketUpgrade upgrade) {}

    void start() {
        loop.add(this);
        dial.start(request.repeatable());
    }

    // the request

    @Override
    public void write(HttpContent part) {
        if (over) {
            part.release();
            return;
        }
        request.write(part, connection);
        if (request.complete()) {
            waitingSince = loop.now();
        }
    }

    @Override
    public void flush() {
        if (connection != null) {
            request.markFlushed();
            connection.channel().flush();
        }
    }

    @Override
    public boolean isWritable() {
        return connection == null
                ? !over && request.roomToWait()
                : connection.channel().isWritable();
    }

    @Override
    public void setAutoRead(boolean on) {
        if (on && !autoRead) {
            waitingSince = loop.now();
        }
        autoRead = on;
        if (connection != null) {
            connection.channel().config().setAutoRead(on);
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            finish();
        }
    }

    @Override
    public String upstream() {
        return upstream;
    }

    // the connection

    @Override
    public void connected(Connection found) {
        connection = found;
        waitingSince = loop.now();
        var target = dial.target();
        if (target != null) {
            upstream = target.authority();
            request.startOn(found, target, this);
        }
        found.channel().config().setAutoRead(autoRead);
        if (!found.reused()) { // what was written while it was being made
            flush();
            listener.onWritabilityChanged(found.channel().isWritable());
        }
    }

    @Override
    public void failed(UpstreamFailure failure) {
        var target = dial.target();
        if (target != null) {
            upstream = target.authority();
        }
        fail(failure);
    }

    @Override
    public void anotherAttempt(Target unreached, UpstreamFailure failure) {
        listener.onAnotherAttempt(unreached.authority(), failure);
    }

    void writabilityChanged(boolean writable) {
        waitingSince = loop.now();
        listener.onWritabilityChanged(writable);
    }

    /** Whether it makes a difference how the connection ends that has just been closed by the peer. */
    boolean asksHowItEnds() {
        return !headSeen && !repeated && request.isKept() && request.complete();
    }

    void connectionClosed(Connection closed) {
        connection = null;
        if (headSeen) {
            fail(new UpstreamFailure.ClosedMidBody());
        } else if (!closed.receivedAnything()
                && !repeated
                && mayBeSentAgain(closed)
                && dial.elsewhere(closed.reused())) {
            repeated = true;
            listener.onAnotherAttempt(upstream, new UpstreamFailure.ClosedBeforeHead(request.flushed()));
            request.rewind();
        } else {
            fail(new UpstreamFailure.ClosedBeforeHead(request.flushed()));
        }
    }

    /**
     * What is safe by its method, wherever it was sent. Anything else only when an idle connection was reset under it: a
     * system resets when its program closes with something unread, or has closed before, and nobody acts on half a request.
     */
    private boolean mayBeSentAgain(Connection closed) {
        return request.repeatable()
                || (closed.reused() && request.isKept() && (closed.wasReset() || !request.flushed()));
    }

    // the response

    void headReceived(HttpResponse head) {
        headSeen = true;
        waitingSince = loop.now();
        request.stopKeeping();
        var target = dial.target();
        if (target != null) {
            target.answered();
        }
        listener.onHead(head);
    }

    void contentReceived(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        waitingSince = loop.now();
        listener.onContent(bytes);
    }

    void readComplete() {
        listener.onReadComplete();
    }

    void malformed(String reason, @Nullable Throwable cause) {
        var closedInHead = cause instanceof PrematureChannelClosureException;
        fail(closedInHead ? new UpstreamFailure.ClosedBeforeHead(true) : new UpstreamFailure.Malformed(reason));
    }

    /** Why a switch of protocols is not what was asked for; null when it is. */
    @Nullable
    String switchDefect(HttpResponse head) {
        return upgrade == null ? "switch of protocols not asked for" : upgrade.defect(head);
    }

    /** The connection is the listener's from here on, and counts as one of its target's calls until it closes. */
    void switched(HttpResponse head) {
        var target = dial.target();
        if (over || connection == null || upgrade == null || target == null) {
            return;
        }
        target.answered();
        over = true;
        loop.remove(this);
        request.discard();
        var found = connection;
        connection = null;
        found.channel().closeFuture().addListener(closed -> dial.close());
        upgrade.listener().onSwitched(head, found);
    }

    /** The response is complete; the connection has been seen to. */
    void ended() {
        if (!over) {
            connection = null;
            finish();
            listener.onEnd();
        }
    }

    // the limits

    void checkLimits(long now) {
        if (exceeded(now, startedAt, limits.total().toNanos())) {
            fail(new UpstreamFailure.TimedOut(Limit.TOTAL));
        } else if (connection == null) {
            dial.checkLimit(now);
        } else if (headSeen) {
            if (autoRead && exceeded(now, waitingSince, limits.idle().toNanos())) {
                fail(new UpstreamFailure.TimedOut(Limit.IDLE));
            }
        } else if (request.complete()) {
            if (exceeded(now, waitingSince, limits.head().toNanos())) {
                fail(new UpstreamFailure.TimedOut(Limit.HEAD));
            }
        } else if (!isWritable() && exceeded(now, waitingSince, limits.idle().toNanos())) {
            fail(new UpstreamFailure.TimedOut(Limit.IDLE));
        }
    }

    private static boolean exceeded(long now, long since, long limit) {
        return now - since > limit + LoopState.TICK_NANOS;
    }

    private void fail(UpstreamFailure failure) {
        if (!over) {
            holdAgainstTarget(failure);
            finish();
            listener.onFailure(failure);
        }
    }

    /** A connection that could not be made has been held against its target already. */
    private void holdAgainstTarget(UpstreamFailure failure) {
        var target = dial.target();
        boolean blamed = switch (failure) {
            case UpstreamFailure.ClosedBeforeHead _, UpstreamFailure.ClosedMidBody _, UpstreamFailure.Malformed _ ->
                true;
            case UpstreamFailure.TimedOut(var limit) -> limit == Limit.HEAD;
            case UpstreamFailure.NoTarget _,
                    UpstreamFailure.Refused _,
                    UpstreamFailure.ConnectTimeout _,
                    UpstreamFailure.TlsFailed _ -> false;
        };
        if (blamed && target != null) {
            target.failedToAnswer();
        }
    }

    private void finish() {
        over = true;
        loop.remove(this);
        dial.close();
        request.discard();
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
