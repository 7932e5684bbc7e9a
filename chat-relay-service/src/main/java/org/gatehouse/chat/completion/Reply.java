package org.gatehouse.chat.completion;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.ErrorSurface;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an exchange. The status is held until there is something to say; after it is out, an error is a
 * frame, and the stream then ends without the end marker, so that it never looks complete.
 */
final class Reply {

    private final Endpoint.Dialect dialect;
    private final HttpRequest<?> request;
    private final ErrorResponses errors;
    private final long receivedNanos;
    private final EventStream events;
    private final CompletableFuture<MutableHttpResponse<?>> response = new CompletableFuture<>();
    private @Nullable String dropped;
    private boolean opaque;

    Reply(
            Endpoint endpoint,
            HttpRequest<?> request,
            ErrorResponses errors,
            long receivedNanos,
            EventStream.Reader reader) {
        this.dialect = endpoint.dialect();
        this.request = request;
        this.errors = errors;
        this.receivedNanos = receivedNanos;
        this.events = new EventStream(reader);
    }

    CompletableFuture<MutableHttpResponse<?>> response() {
        return response;
    }

    /** Whether the status is out. */
    boolean begun() {
        return response.isDone();
    }

    /** The status as it went out; 0 while it is held. */
    int status() {
        return begun() ? response.join().code() : 0;
    }

    /** Writes whole frames, after the status if that is not out yet. */
    void frames(ByteBuf frames) {
        events.write(frames);
        if (!begun()) {
            begin();
        }
    }

    private void begin() {
        respond(HttpResponse.ok(events)
                .header("content-type", "text/event-stream")
                .header("cache-control", "no-cache")
                .header("x-accel-buffering", "no"));
    }

    /** What comes is not events but bytes of this type. */
    void opaque(String contentType) {
        opaque = true;
        events.isOf(contentType);
    }

    void whole(byte[] body) {
        respond(HttpResponse.ok(body).header("content-type", "application/json"));
    }

    /** Ends a stream that is complete. */
    void done() {
        if (opaque) {
            if (!begun()) {
                begin();
            }
            events.end();
            return;
        }
        if (dialect == Endpoint.Dialect.OPENAI) {
            frames(SseFrames.done());
        }
        events.end();
    }

    void failed(PublicError failure) {
        PublicError error = ContextWords.in(dialect, failure);
        if (!begun()) {
            respond(errors.of(request, error));
            return;
        }
        if (opaque) {
            events.breakOff();
            return;
        }
        frames(ErrorFrame.of(dialect, error, RequestId.of(request)));
        events.end();
    }

    /** Nobody listens any more: frees what the server still holds for the request. */
    void abandon() {
        events.discard();
        if (!begun()) {
            response.complete(HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
        }
    }

    /** What the answering upstream was not told of the request, for the header; null when nothing. */
    void dropped(@Nullable String header) {
        dropped = header;
    }

    private void respond(MutableHttpResponse<?> ready) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - receivedNanos);
        if (dialect == Endpoint.Dialect.ANTHROPIC) {
            ready.getHeaders().set(ErrorSurface.ANTHROPIC_REQUEST_ID, RequestId.of(request));
        }
        if (dropped != null) {
            ready.header(Dropped.HEADER, dropped);
        }
        response.complete(ready.header("openai-processing-ms", Long.toString(millis)));
    }
}
