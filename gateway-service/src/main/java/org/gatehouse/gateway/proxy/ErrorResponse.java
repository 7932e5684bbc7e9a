package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.gatehouse.kit.problem.ErrorBody;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorSurface;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.upstream.UpstreamFailure;

/** An error of the edge's own, in the shape of the surface that the path belongs to. */
final class ErrorResponse {

    private static final PublicError NO_TARGET = PublicError.of(
                    ErrorKind.UNAVAILABLE,
                    "The service that answers here is not there at the moment; try again in a few seconds.")
            .withHeader("Retry-After", "2");
    static final PublicError OVERLOADED = PublicError.of(
                    ErrorKind.UNAVAILABLE, "The service has as much to do as it can; try again in a moment.")
            .withHeader("Retry-After", "1");
    static final PublicError NO_ROOM = PublicError.of(
                    ErrorKind.UNAVAILABLE,
                    "There is no room for the request's body at the moment; try again in a moment.")
            .withHeader("Retry-After", "1");
    static final PublicError TOO_MANY_CALLS = PublicError.of(
                    ErrorKind.RATE_LIMITED,
                    "Too many requests of this account are under way; wait until some have ended.")
            .withHeader("Retry-After", "1");
    private static final PublicError BROKEN =
            PublicError.of(ErrorKind.UPSTREAM_FAILED, "The service did not give a valid answer.");
    private static final PublicError LATE = PublicError.of(ErrorKind.TIMEOUT, "The service did not answer in time.");
    static final PublicError INTERNAL = PublicError.of(ErrorKind.INTERNAL, "The request could not be handled.");
    private static final PublicError CUT_SHORT =
            PublicError.of(ErrorKind.UPSTREAM_FAILED, "The answer broke off before its end.");

    private static final String RESPONSES = "/v1/responses";

    private ErrorResponse() {}

    static PublicError of(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.NoTarget _ -> NO_TARGET;
            case UpstreamFailure.ConnectTimeout _ -> LATE;
            case UpstreamFailure.TimedOut _ -> LATE;
            case UpstreamFailure.Refused _ -> NO_TARGET;
            case UpstreamFailure.TlsFailed _ -> BROKEN;
            case UpstreamFailure.ClosedBeforeHead _ -> BROKEN;
            case UpstreamFailure.ClosedMidBody _ -> BROKEN;
            case UpstreamFailure.Malformed _ -> BROKEN;
        };
    }

    static FullHttpResponse render(PublicError error, EdgeRequest request) {
        var surface = ErrorSurface.of(request.path(), request.headers().get(ErrorSurface.ANTHROPIC_VERSION));
        var body = ErrorBody.render(surface, error, request.requestId());
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(error.kind().status()), Unpooled.wrappedBuffer(body));
        var headers = response.headers();
        error.headers().forEach(headers::set);
        headers.set(HttpHeaderNames.CONTENT_TYPE, ErrorBody.contentType(surface));
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        ResponseHead.stamp(headers, request);
        if (surface == ErrorSurface.ANTHROPIC) {
            headers.set(ErrorSurface.ANTHROPIC_REQUEST_ID, request.requestId());
        }
        return response;
    }

    /** The error frame that ends an event stream which broke off between two frames, in the words of its dialect. */
    static ByteBuf lastFrame(EdgeRequest request) {
        var surface = ErrorSurface.of(request.path());
        if (request.path().endsWith(RESPONSES)) {
            return frame("event: error\n", ErrorBody.renderResponsesEvent(CUT_SHORT));
        }
        var event = surface == ErrorSurface.ANTHROPIC ? "event: error\n" : "";
        return frame(event, ErrorBody.render(surface, CUT_SHORT, request.requestId()));
    }

    private static ByteBuf frame(String event, byte[] data) {
        return Unpooled.copiedBuffer(event + "data: " + new String(data, UTF_8) + "\n\n", UTF_8);
    }
}
