package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.trace.TraceContext;
import org.gatehouse.kit.trace.TraceHeaders;

/**
 * The head sent upstream: built from an allow-list, never copied. A header that is not listed, or that carries trust such
 * as {@code authorization} or {@code x-user-id}, exists upstream only when the edge itself says so.
 */
final class RequestHead {

    private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");

    private static final Set<AsciiString> ALLOWED = names(
            "content-type",
            "content-length",
            "transfer-encoding",
            "accept",
            "accept-language",
            "user-agent",
            "idempotency-key",
            "if-none-match",
            "if-match",
            "range",
            "cache-control",
            "last-event-id",
            "x-client-request-id");
    private static final List<String> ALLOWED_PREFIXES = List.of("openai-", "anthropic-", "x-stainless-");

    /** Allowed in a WebSocket handshake only. */
    private static final List<AsciiString> HANDSHAKE = List.of(
            HttpHeaderNames.ORIGIN,
            HttpHeaderNames.SEC_WEBSOCKET_KEY,
            HttpHeaderNames.SEC_WEBSOCKET_VERSION,
            HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL,
            HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);

    /** Names are constants here or were checked with the request; values are looked at again. */
    private static final DefaultHttpHeadersFactory VALIDATED =
            DefaultHttpHeadersFactory.headersFactory().withNameValidation(false);

    private RequestHead() {}

    private static Set<AsciiString> names(String... names) {
        var set = new HashSet<AsciiString>();
        for (var name : names) {
            set.add(AsciiString.cached(name));
        }
        return Set.copyOf(set);
    }

    static HttpRequest forUpstream(EdgeRequest request, Decision.Forward decision, boolean secure, TraceContext trace) {
        var headers = VALIDATED.newHeaders();
        copyAllowed(request.headers(), headers);
        for (var own : decision.headers().entrySet()) {
            headers.set(own.getKey(), own.getValue());
        }
        if (decision.tunnel() != null) {
            copy(HANDSHAKE, request.headers(), headers);
        }
        headers.set(RequestId.HEADER, request.requestId());
        TraceHeaders.write(trace, headers);
        headers.set(FORWARDED_FOR, request.client().getHostAddress());
        headers.set(FORWARDED_PROTO, secure ? "https" : "http");
        headers.set(FORWARDED_HOST, request.headers().get(HttpHeaderNames.HOST));
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), decision.target(), headers);
    }

    private static void copyAllowed(HttpHeaders from, HttpHeaders to) {
        var all = from.iteratorCharSequence();
        while (all.hasNext()) {
            var header = all.next();
            if (isAllowed(header.getKey())) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    private static void copy(List<AsciiString> names, HttpHeaders from, HttpHeaders to) {
        for (var name : names) {
            to.add(name, from.getAll(name));
        }
    }

    private static boolean isAllowed(CharSequence name) {
        if (ALLOWED.contains(AsciiString.of(name).toLowerCase())) {
            return true;
        }
        for (var prefix : ALLOWED_PREFIXES) {
            if (AsciiString.regionMatches(name, true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
