package org.gatehouse.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.gateway.tunnel.Terms;
import org.gatehouse.kit.memory.Draw;
import org.gatehouse.kit.upstream.SwitchedConnection;
import org.gatehouse.kit.upstream.UpgradeListener;
import org.gatehouse.kit.upstream.UpstreamCall;
import org.gatehouse.kit.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/**
 * A request that an upstream serves: bytes go both ways as they come, each side held back by the other, and neither is
 * ever kept whole.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write to the client shows as its channel going inactive
final class ProxiedExchange implements Exchange, UpgradeListener {

    private final Edge edge;
    private final Decision.Forward to;
    private final Client client;
    private final Recording recording;
    private final HttpVersion version;
    private @Nullable Draw body;
    private @Nullable UpstreamCall call;
    private @Nullable FrameTail frames;
    private @Nullable ConcurrencyLimit awaiting;
    private long startedAt;
    private boolean headSent;
    private boolean over;

    ProxiedExchange(Edge edge, Decision.Forward to, Client client, Recording recording, Incoming request) {
        this.edge = edge;
        this.to = to;
        this.client = client;
        this.recording = recording;
        this.version = request.version();
        this.body = request.body();
    }

    /**
     * What is to be served.
     *
     * @param body memory for what is under way of it; null when it has none
     */
    record Incoming(HttpVersion version, @Nullable Draw body) {}

    void start(boolean secure) {
        awaiting = to.concurrency();
        startedAt = System.nanoTime();
        var head = RequestHead.forUpstream(
                recording.request(), to, secure, recording.trace().towardsUpstream());
        var loop = client.context().channel().eventLoop();
        call = to.tunnel() == null
                ? edge.upstreams().open(to.group(), loop, head, to.limits(), this)
                : edge.upstreams().upgrade(to.group(), loop, head, to.limits(), this);
        call.setAutoRead(client.context().channel().isWritable());
    }

    // from the client

    @Override
    public void receive(HttpContent part) {
        recording.received(part.content().readableBytes());
        if (over || call == null) {
            part.release();
        } else {
            call.write(part);
        }
    }

    @Override
    public boolean wantsMore() {
        return over || call == null || call.isWritable();
    }

    @Override
    public void flush() {
        if (call != null) {
            call.flush();
        }
    }

    @Override
    public void clientWritable(boolean writable) {
        if (call != null) {
            call.setAutoRead(writable);
        }
    }

    /** The place among those that await an answer is free. */
    private void awaitsNoMore(boolean answered) {
        if (body != null) {
            body.close();
            body = null;
        }
        var limit = awaiting;
        if (limit != null) {
            awaiting = null;
            if (answered) {
                limit.answered(startedAt, System.nanoTime());
            } else {
                limit.leave();
            }
        }
    }

    @Override
    public void abandoned(String reason) {
        awaitsNoMore(false);
        if (call != null) {
            call.cancel();
            recording.upstream(call.upstream());
        }
        over = true;
        recording.over(Outcome.CLIENT_GONE, reason);
    }

    @Override
    public Recording recording() {
        return recording;
    }

    @Override
    public boolean outlivesClose() {
        return true;
    }

    // from the upstream

    @Override
    public void onHead(HttpResponse response) {
        awaitsNoMore(true);
        recording.upstreamHead();
        recording.status(response.status().code());
        ResponseHead.prepare(response, recording.request());
        if (ResponseHead.lacksLength(response, recording.request().method())) {
            frameBody(response);
        }
        sayWhetherItEndsHere(response);
        to.stamp().on(response.headers());
        recording.setOverhead(response.headers());
        headSent = true;
        client.context().write(response, client.context().voidPromise());
    }

    @Override
    public void onSwitched(HttpResponse head, SwitchedConnection connection) {
        if (call == null || to.tunnel() == null) {
            throw new IllegalStateException("a switch of protocols that was not asked for");
        }
        awaitsNoMore(true);
        recording.upstreamHead();
        recording.upstream(call.upstream());
        recording.status(head.status().code());
        over = true;
        var terms = new Terms(to.limits().idle(), edge.config().writeStall(), to.tunnel());
        new OpenTunnel(client, recording, edge.tunnels()).open(head, to.stamp(), connection, terms);
    }

    private void frameBody(HttpResponse response) {
        if (version.equals(HttpVersion.HTTP_1_1)) {
            ResponseHead.chunk(response);
            frames = ResponseHead.isEventStream(response) ? new FrameTail() : null;
        } else {
            client.closeWhenDone(); // HTTP/1.0 knows no other end
        }
    }

    private void sayWhetherItEndsHere(HttpResponse response) {
        if (!client.keepsAlive()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (version.equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    @Override
    public void onContent(ByteBuf bytes) {
        recording.sent(bytes.readableBytes());
        if (frames != null) {
            frames.saw(bytes);
        }
        client.context().write(new DefaultHttpContent(bytes), client.context().voidPromise());
    }

    @Override
    public void onReadComplete() {
        client.context().flush();
    }

    @Override
    public void onEnd() {
        client.context()
                .writeAndFlush(
                        LastHttpContent.EMPTY_LAST_CONTENT, client.context().voidPromise());
        end(Outcome.COMPLETE, "");
        client.responseEnded();
    }

    @Override
    public void onWritabilityChanged(boolean writable) {
        if (writable) {
            client.readOn();
        }
    }

    @Override
    public void onAnotherAttempt(String authority, UpstreamFailure failure) {
        recording.trace().anotherAttempt(authority, failure);
    }

    @Override
    public void onFailure(UpstreamFailure failure) {
        recording.trace().upstreamFailed(failure);
        awaitsNoMore(false);
        if (headSent) {
            breakOff(failure);
            return;
        }
        var error = ErrorResponse.of(failure);
        var response = ErrorResponse.render(error, recording.request());
        recording.status(error.kind().status());
        recording.sent(response.content().readableBytes());
        to.stamp().on(response.headers());
        recording.setOverhead(response.headers());
        sayWhetherItEndsHere(response);
        client.context().writeAndFlush(response, client.context().voidPromise());
        end(Outcome.UPSTREAM_FAILED, failure.toString());
        client.responseEnded();
    }

    /** What was begun cannot be taken back: it must at least never look complete. */
    private void breakOff(UpstreamFailure failure) {
        var context = client.context();
        if (frames != null && frames.endsFrame()) {
            var frame = ErrorResponse.lastFrame(recording.request());
            context.write(new DefaultHttpContent(frame), context.voidPromise());
        }
        end(Outcome.TRUNCATED, failure.toString());
        client.closeNow();
    }

    private void end(Outcome outcome, String detail) {
        over = true;
        if (call != null) {
            recording.upstream(call.upstream());
        }
        recording.over(outcome, detail);
    }
}
