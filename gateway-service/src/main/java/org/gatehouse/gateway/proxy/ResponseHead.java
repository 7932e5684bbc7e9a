package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import org.gatehouse.kit.problem.ErrorSurface;
import org.gatehouse.kit.request.RequestId;

/** The head sent to the client: the upstream's without what belonged to that connection only (RFC 9110, section 7.6.1). */
final class ResponseHead {

    private static final List<AsciiString> HOP_BY_HOP = List.of(
            HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"),
            HttpHeaderNames.PROXY_AUTHENTICATE,
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.UPGRADE);
    private static final AsciiString ANTHROPIC_REQUEST_ID = AsciiString.cached(ErrorSurface.ANTHROPIC_REQUEST_ID);
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString EVENT_STREAM = AsciiString.cached("text/event-stream");

    private ResponseHead() {}

    /** Changes the head in place: it was read for this exchange alone. */
    static void prepare(HttpResponse head, EdgeRequest request) {
        var headers = head.headers();
        for (var named : headers.getAll(HttpHeaderNames.CONNECTION)) {
            removeListed(headers, named);
        }
        for (var name : HOP_BY_HOP) {
            headers.remove(name);
        }
        stamp(headers, request);
        if (headers.contains(ANTHROPIC_REQUEST_ID)) { // said once, whatever a service repeats
            headers.set(ANTHROPIC_REQUEST_ID, request.requestId());
        }
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private static void removeListed(HttpHeaders headers, String names) {
        for (int start = 0; start < names.length(); ) {
            int comma = names.indexOf(',', start);
            int end = comma < 0 ? names.length() : comma;
            var name = names.substring(start, end).strip();
            if (!name.isEmpty()) {
                headers.remove(name);
            }
            start = end + 1;
        }
    }

    /** What every answer of the edge carries. */
    static void stamp(HttpHeaders headers, EdgeRequest request) {
        headers.set(RequestId.HEADER, request.requestId());
        headers.set(CONTENT_TYPE_OPTIONS, "nosniff");
    }

    /** Whether the client must find the body's end by itself, in chunks or by the close. */
    static boolean lacksLength(HttpResponse response, HttpMethod method) {
        var status = response.status();
        var bodiless = method.equals(HttpMethod.HEAD)
                || status.equals(HttpResponseStatus.NO_CONTENT)
                || status.equals(HttpResponseStatus.NOT_MODIFIED);
        return !bodiless && !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    static void chunk(HttpResponse response) {
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }

    static boolean isEventStream(HttpResponse response) {
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && AsciiString.regionMatches(type, true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }
}
