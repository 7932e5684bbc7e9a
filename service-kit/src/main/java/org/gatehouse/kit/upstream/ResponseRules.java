package org.gatehouse.kit.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What an upstream's response head must be like before anything of it is used (RFC 9112, sections 6 and 9). */
final class ResponseRules {

    private static final int MAX_HEADERS = 200;

    private ResponseRules() {}

    /** The internal reason to drop it, or null when it is sound. */
    static @Nullable String defect(HttpResponse head) {
        if (head.decoderResult().isFailure()) {
            return String.valueOf(head.decoderResult().cause());
        }
        var version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return "protocol version " + version;
        }
        if (head.status().code() < 100 || head.status().code() > 599) {
            return "status " + head.status().code();
        }
        if (head.headers().size() > MAX_HEADERS) {
            return "more than " + MAX_HEADERS + " headers";
        }
        return transferEncodingDefect(head);
    }

    private static @Nullable String transferEncodingDefect(HttpResponse head) {
        var codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        var chunkedOnly = codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
        return chunkedOnly ? null : "transfer-encoding other than chunked";
    }

    static boolean isInterim(HttpResponse head) {
        return head.status().code() < HttpResponseStatus.OK.code();
    }

    /** Whether another request may follow on the connection once this response is complete. */
    static boolean keepsConnection(HttpResponse head, boolean toHead) {
        if (!HttpUtil.isKeepAlive(head)) {
            return false;
        }
        int status = head.status().code();
        var bodiless = toHead || status == 204 || status == 304;
        return bodiless || HttpUtil.isTransferEncodingChunked(head) || HttpUtil.isContentLengthSet(head);
    }
}
