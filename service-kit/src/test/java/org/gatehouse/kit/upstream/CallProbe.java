package org.gatehouse.kit.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A listener that a test can wait on, and the call it listens to. */
final class CallProbe implements UpstreamListener {

    final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    final BlockingQueue<String> parts = new LinkedBlockingQueue<>();
    final AtomicLong received = new AtomicLong();
    final CompletableFuture<@Nullable UpstreamFailure> end = new CompletableFuture<>();
    private final EventLoop loop;
    UpstreamCall call = new NotOpened();

    CallProbe(EventLoop loop) {
        this.loop = loop;
    }

    CallProbe end() {
        return write(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    CallProbe write(String text) {
        return write(new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8)));
    }

    CallProbe write(HttpContent part) {
        loop.execute(() -> {
            call.write(part);
            call.flush();
        });
        return this;
    }

    int status() {
        return await(head).status().code();
    }

    /** The whole body; fails when the call did. */
    String body() {
        var failure = await(end);
        if (failure != null) {
            throw new AssertionError("failed: " + failure);
        }
        return String.join("", parts);
    }

    UpstreamFailure failure() {
        var failure = await(end);
        if (failure == null) {
            throw new AssertionError("ended well with " + parts);
        }
        return failure;
    }

    String nextPart() {
        try {
            var part = parts.poll(10, TimeUnit.SECONDS);
            if (part == null) {
                throw new AssertionError("no part came");
            }
            return part;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void onHead(HttpResponse response) {
        head.complete(response);
    }

    @Override
    public void onContent(ByteBuf owned) {
        received.addAndGet(owned.readableBytes());
        if (received.get() < 1_000_000) {
            parts.add(owned.toString(UTF_8));
        }
        owned.release();
    }

    @Override
    public void onEnd() {
        end.complete(null);
    }

    @Override
    public void onFailure(UpstreamFailure failure) {
        end.complete(failure);
    }

    private static final class NotOpened implements UpstreamCall {
        @Override
        public void write(HttpContent part) {
            throw new AssertionError("not open");
        }

        @Override
        public void flush() {}

        @Override
        public boolean isWritable() {
            return false;
        }

        @Override
        public void setAutoRead(boolean on) {}

        @Override
        public void cancel() {}

        @Override
        public String upstream() {
            return "";
        }
    }
}
