package org.gatehouse.gateway.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket connection passed through: what comes on one side goes out on the other, each held back by the other, until
 * one side closes, nothing comes for too long, or the credential that opened it is no longer good. The edge speaks in it
 * only to say goodbye, between two frames. Both connections are on one event loop, and so is all of this.
 */
public final class Tunnel {

    /** RFC 6455, section 7.4.1. */
    private static final int GOING_AWAY = 1001;

    private static final int POLICY = 1008;
    private static final int CLOSE_FRAME = 0x88;
    private static final long LINGER_SECONDS = 2;

    private final Terms terms;
    private final TunnelObserver observer;
    private final Tunnels all;
    private final TunnelEnd client;
    private final TunnelEnd upstream;
    private final Frames toClient = new Frames();
    private final List<Future<?>> timers = new ArrayList<>(2);
    private long activeAt = System.nanoTime();
    private boolean open;
    private boolean sentTooEarly;
    private volatile boolean stopping;
    private boolean saidGoodbye;
    private boolean cut;
    private boolean over;

    public Tunnel(Terms terms, TunnelObserver observer, Tunnels all) {
        this.terms = terms;
        this.observer = observer;
        this.all = all;
        this.client = new TunnelEnd(this, terms.writeStall());
        this.upstream = new TunnelEnd(this, terms.writeStall());
    }

    /** To be put on the client's connection, after the answer was written there. */
    public ChannelHandler client() {
        return client;
    }

    /** To be put on the upstream's connection, after the client's has got its end. */
    public ChannelHandler upstream() {
        return upstream;
    }

    /** Lets bytes through, when both ends are in their places. A client that has sent some already is cut. */
    public void open() {
        open = true;
        all.opened(this);
        if (sentTooEarly) {
            cut(POLICY, "sent before the handshake's answer");
            return;
        }
        client.flush();
        client.readMore();
        upstream.readMore();
        watchIdle(terms.idle().toNanos());
        later(terms.lease().left().toNanos(), () -> cut(POLICY, "the credential has expired"));
        judge();
    }

    EventExecutor executor() {
        return client.context().executor();
    }

    /** Looks again whether its credential is good. */
    void judge() {
        if (!over && terms.lease().revoked().getAsBoolean()) {
            cut(POLICY, "the credential was revoked");
        }
    }

    // bytes

    void carry(TunnelEnd from, ByteBuf bytes) {
        activeAt = System.nanoTime();
        if (from.equals(upstream)) {
            carryToClient(bytes);
        } else if (open && !cut) {
            observer.received(bytes.readableBytes());
            upstream.send(bytes);
        } else {
            sentTooEarly |= !open;
            bytes.release();
        }
    }

    private void carryToClient(ByteBuf bytes) {
        if (cut || saidGoodbye) {
            bytes.release();
        } else if (stopping) {
            int rest = toClient.sawToEnd(bytes);
            sendToClient(bytes.readRetainedSlice(rest));
            bytes.release();
            sayGoodbye(GOING_AWAY);
        } else {
            toClient.saw(bytes);
            sendToClient(bytes);
        }
    }

    private void sendToClient(ByteBuf bytes) {
        observer.sent(bytes.readableBytes());
        client.send(bytes);
    }

    void readComplete(TunnelEnd from) {
        var to = other(from);
        to.flush();
        if (cut || to.takesMore()) {
            from.readMore();
        }
    }

    void takesMoreAgain(TunnelEnd end) {
        other(end).readMore();
    }

    private TunnelEnd other(TunnelEnd end) {
        return end.equals(client) ? upstream : client;
    }

    // the end

    /** One side has closed: the other gets what is on its way to it, and is closed. */
    void closed(TunnelEnd end) {
        finish("");
        end.closeOnceSent();
        other(end).closeOnceSent();
    }

    /** The process is about to stop: the client is told between two frames, and has a moment to answer. */
    public void stopping() {
        if (!over && !stopping) {
            stopping = true;
            sayGoodbye(GOING_AWAY);
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /** Nothing more is carried. The client learns why unless that would break a frame. */
    private void cut(int code, String reason) {
        if (over) {
            return;
        }
        cut = true;
        finish(reason);
        upstream.closeOnceSent();
        sayGoodbye(code);
        if (!saidGoodbye) {
            client.closeOnceSent();
        }
    }

    private void sayGoodbye(int code) {
        if (toClient.atEnd() && !saidGoodbye) {
            saidGoodbye = true;
            client.send(Unpooled.buffer(4)
                    .writeByte(CLOSE_FRAME)
                    .writeByte(Short.BYTES)
                    .writeShort(code));
            client.flush();
            var _ = executor().schedule(() -> closed(client), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void finish(String reason) {
        if (!over) {
            over = true;
            timers.forEach(timer -> timer.cancel(false));
            all.closed(this);
            observer.over(reason);
        }
    }

    private void watchIdle(long nanos) {
        later(nanos, () -> {
            long left = terms.idle().toNanos() - (System.nanoTime() - activeAt);
            if (left > 0) {
                watchIdle(left);
            } else {
                cut(GOING_AWAY, "idle");
            }
        });
    }

    private void later(long nanos, Runnable task) {
        timers.removeIf(Future::isDone);
        timers.add(executor().schedule(task, nanos, TimeUnit.NANOSECONDS));
    }
}
