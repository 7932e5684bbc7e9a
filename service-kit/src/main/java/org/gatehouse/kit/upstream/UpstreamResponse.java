package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;

/**
 * A response whose head has come. Its body must be subscribed to, collected, or given up by {@link #close}; until then
 * at most some 128 KiB of it are taken from the socket.
 */
public final class UpstreamResponse implements AutoCloseable {

    private final HttpResponse head;
    private final String upstream;
    private final ResponseBody body;

    UpstreamResponse(HttpResponse head, String upstream, ResponseBody body) {
        this.head = head;
        this.upstream = upstream;
        this.body = body;
    }

    public int status() {
        return head.status().code();
    }

    public HttpHeaders headers() {
        return head.headers();
    }

    /** Authority of the replica that answers. */
    public String upstream() {
        return upstream;
    }

    /**
     * The body as it comes, one buffer for all that one read brought, each owned by the subscriber. For one subscriber.
     * Its demand holds the upstream back, its cancel closes the connection at once; a broken body ends in
     * {@link UpstreamException}, never in completion.
     */
    public Publisher<ByteBuf> body() {
        return body;
    }

    /** The whole body; fails with {@link BodyTooLargeException} (and closes the connection) when it is longer. */
    public CompletableFuture<byte[]> collect(int maxBytes) {
        return CollectBody.from(body, maxBytes);
    }

    /** Gives the rest of the body up and closes the connection, unless the body is complete. */
    @Override
    public void close() {
        body.cancel();
    }
}
