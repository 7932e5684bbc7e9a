package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Turns a call into a future head and a Reactive Streams body. All state belongs to the call's event loop; signals from
 * other threads hop onto it.
 */
final class ResponseBody implements UpstreamListener, Publisher<ByteBuf>, Subscription {

    private static final int MAX_QUEUED_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final CompletableFuture<UpstreamResponse> head;
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final Deque<ByteBuf> queue = new ArrayDeque<>(2);
    private final List<ByteBuf> batch = new ArrayList<>(4);
    private @Nullable UpstreamCall call;
    private @Nullable Subscriber<? super ByteBuf> subscriber;
    private @Nullable Throwable failure;
    private long queuedBytes;
    private long demand;
    private boolean complete;
    private boolean over;
    private boolean emitting;

    ResponseBody(EventLoop loop, CompletableFuture<UpstreamResponse> head) {
        this.loop = loop;
        this.head = head;
    }

    /** Takes the call it listens to; a head no longer wanted cancels it. */
    void follow(UpstreamCall started) {
        call = started;
        var _ = head.whenComplete((response, gone) -> {
            if (head.isCancelled()) {
                cancel();
            }
        });
    }

    // the upstream's side, always on the loop

    @Override
    public void onHead(HttpResponse response) {
        var upstream = call == null ? "" : call.upstream();
        if (!head.complete(new UpstreamResponse(response, upstream, this))) {
            cancel();
        }
    }

    @Override
    public void onContent(ByteBuf owned) {
        if (over) {
            owned.release();
        } else {
            batch.add(owned);
        }
    }

    @Override
    public void onReadComplete() {
        closeBatch();
        emit();
        if (call != null && queuedBytes > MAX_QUEUED_BYTES) {
            call.setAutoRead(false);
        }
    }

    @Override
    public void onEnd() {
        complete = true;
        closeBatch();
        emit();
    }

    @Override
    public void onFailure(UpstreamFailure reason) {
        failure = new UpstreamException(reason);
        if (!head.completeExceptionally(failure)) {
            onEnd();
        }
    }

    private void closeBatch() {
        if (batch.isEmpty()) {
            return;
        }
        var merged = batch.size() == 1 ? batch.getFirst() : Unpooled.wrappedBuffer(batch.toArray(ByteBuf[]::new));
        batch.clear();
        queuedBytes += merged.readableBytes();
        queue.add(merged);
    }

    // the subscriber's side, from any thread

    @Override
    public void subscribe(Subscriber<? super ByteBuf> wanting) {
        if (subscribed.compareAndSet(false, true)) {
            onLoop(() -> {
                subscriber = wanting;
                wanting.onSubscribe(this);
                emit();
            });
        } else {
            wanting.onSubscribe(new Refused());
            wanting.onError(new IllegalStateException("a response body has one subscriber"));
        }
    }

    @Override
    public void request(long count) {
        onLoop(() -> {
            if (count > 0) {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            } else {
                failure = new IllegalArgumentException("demand must be positive (Reactive Streams 3.9)");
                complete = true;
                discard();
            }
            emit();
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            over = true;
            subscriber = null;
            discard();
        });
    }

    private void emit() {
        if (emitting || over || subscriber == null) {
            return;
        }
        emitting = true;
        while (demand > 0 && !queue.isEmpty() && subscriber != null) {
            var next = queue.removeFirst();
            demand--;
            queuedBytes -= next.readableBytes();
            subscriber.onNext(next);
        }
        emitting = false;
        if (complete && queue.isEmpty()) {
            finish();
        } else if (call != null && queuedBytes <= MAX_QUEUED_BYTES) {
            call.setAutoRead(true);
        }
    }

    private void finish() {
        var last = subscriber;
        over = true;
        subscriber = null;
        if (last != null && failure != null) {
            last.onError(failure);
        } else if (last != null) {
            last.onComplete();
        }
    }

    private void discard() {
        if (call != null) {
            call.cancel();
        }
        batch.forEach(ByteBuf::release);
        batch.clear();
        queue.forEach(ByteBuf::release);
        queue.clear();
        queuedBytes = 0;
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private record Refused() implements Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
