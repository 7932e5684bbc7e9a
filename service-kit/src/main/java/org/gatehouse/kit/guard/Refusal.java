package org.gatehouse.kit.guard;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.gatehouse.kit.problem.ErrorBody;
import org.gatehouse.kit.problem.ErrorSurface;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection takes no more requests.
 *
 * @param head the request it is about, as far as it was understood
 * @param ownResponseDue whether that request was let through, so that the refusal takes the place of its response
 * @param added headers that others want the client to see
 */
record Refusal(
        PublicError error, @Nullable HttpRequest head, boolean ownResponseDue, String requestId, HttpHeaders added) {

    static Refusal of(PublicError error, @Nullable HttpRequest head, boolean ownResponseDue) {
        var offered = head == null ? null : head.headers().get(RequestId.HEADER);
        return new Refusal(error, head, ownResponseDue, RequestId.acceptOrNew(offered), new DefaultHttpHeaders());
    }

    RequestRefused event() {
        return new RequestRefused(
                requestId,
                head == null ? "" : head.method().name(),
                path(),
                error.kind().status(),
                error.detail(),
                ownResponseDue,
                head == null ? EmptyHttpHeaders.INSTANCE : head.headers(),
                added);
    }

    private String path() {
        return head == null ? "" : PathRule.pathOf(head.uri());
    }

    FullHttpResponse response() {
        var surface =
                ErrorSurface.of(path(), head == null ? null : head.headers().get(ErrorSurface.ANTHROPIC_VERSION));
        var body = ErrorBody.render(surface, error, requestId);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(error.kind().status()), Unpooled.wrappedBuffer(body));
        response.headers().add(added);
        error.headers().forEach(response.headers()::set);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ErrorBody.contentType(surface))
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("x-content-type-options", "nosniff")
                .set(RequestId.HEADER, requestId);
        if (surface == ErrorSurface.ANTHROPIC) {
            response.headers().set(ErrorSurface.ANTHROPIC_REQUEST_ID, requestId);
        }
        return response;
    }
}
