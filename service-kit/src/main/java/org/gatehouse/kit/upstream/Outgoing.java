package org.gatehouse.kit.upstream;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call's request: its head, the parts that wait for a connection, and how much of it has left. */
final class Outgoing {

    private static final int MAX_WAITING_BYTES = 64 * 1024;

    private final HttpRequest head;
    private final Deque<HttpContent> waiting = new ArrayDeque<>(2);
    private long waitingBytes;
    private boolean complete;
    private boolean hasBody;
    private boolean flushed;
    private final List<HttpContent> kept = new ArrayList<>(1);
    private long keptBytes;
    private boolean keeping;

    Outgoing(HttpRequest head) {
        this.head = head;
    }

    /** Whether the caller has written the end. */
    boolean complete() {
        return complete;
    }

    /** Whether anything may have left this process. */
    boolean flushed() {
        return flushed;
    }

    void markFlushed() {
        flushed = true;
    }

    boolean roomToWait() {
        return waitingBytes < MAX_WAITING_BYTES;
    }

    void write(HttpContent given, @Nullable Connection connection) {
        var part = withoutTrailers(given);
        complete |= part instanceof LastHttpContent;
        int bytes = part.content().readableBytes();
        hasBody |= bytes > 0;
        if (connection != null) {
            keep(part);
            connection.write(part);
        } else {
            waiting.add(part);
            waitingBytes += bytes;
        }
    }

    private static HttpContent withoutTrailers(HttpContent part) {
        return part instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()
                ? new DefaultLastHttpContent(last.content())
                : part;
    }

    void startOn(Connection connection, Target target, Call call) {
        keeping = connection.reused();
        connection.begin(call, addressedTo(target));
        for (var part = waiting.poll(); part != null; part = waiting.poll()) {
            keep(part);
            connection.write(part);
        }
        waitingBytes = 0;
    }

    /** On a connection that was idle before, what is sent is kept until the first word of an answer. */
    private void keep(HttpContent part) {
        if (!keeping) {
            return;
        }
        keptBytes += part.content().readableBytes();
        if (keptBytes > MAX_WAITING_BYTES) {
            stopKeeping();
        } else {
            kept.add(part.retainedDuplicate());
        }
    }

    /** The answer has begun: nothing will be sent again. */
    void stopKeeping() {
        if (keeping) {
            keeping = false;
            kept.forEach(HttpContent::release);
            kept.clear();
        }
    }

    /** Whether all of it that was sent can be sent again. */
    boolean isKept() {
        return keeping;
    }

    private HttpRequest addressedTo(Target target) {
        head.headers().set(HttpHeaderNames.HOST, target.authority());
        var prefix = target.base().path();
        return prefix.isEmpty()
                ? head
                : new DefaultHttpRequest(HttpVersion.HTTP_1_1, head.method(), prefix + head.uri(), head.headers());
    }

    /** Whether the whole may be sent a second time although the first may have arrived (RFC 9110, section 9.2.2). */
    boolean repeatable() {
        var method = head.method();
        return !hasBody
                && (method.equals(HttpMethod.GET)
                        || method.equals(HttpMethod.HEAD)
                        || method.equals(HttpMethod.OPTIONS));
    }

    void rewind() {
        if (keeping) {
            waiting.addAll(kept);
            kept.clear();
            waitingBytes = keptBytes;
            keptBytes = 0;
            keeping = false;
        } else if (complete) {
            waiting.add(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        flushed = false;
    }

    void discard() {
        stopKeeping();
        for (var part = waiting.poll(); part != null; part = waiting.poll()) {
            part.release();
        }
    }
}
