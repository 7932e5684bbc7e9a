package org.gatehouse.kit.guard;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.List;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Judges a request's head once, whole, before anybody else has seen it (threat model, F3 to F5). */
final class HeadRules {

    private final GuardConfig config;
    private final RequestAllowance allowance;
    private boolean upgrade;
    private boolean handshake;

    HeadRules(GuardConfig config, RequestAllowance allowance) {
        this.config = config;
        this.allowance = allowance;
    }

    /** Why it is refused, or null. */
    @Nullable
    PublicError defect(HttpRequest head) {
        handshake = false;
        if (head.decoderResult().isFailure()) {
            return undecodable(head.decoderResult().cause());
        }
        if (!isVersionWeSpeak(head.protocolVersion())) {
            return Refusals.VERSION;
        }
        var path = PathRule.pathOf(head.uri());
        if (!PathRule.accepts(head.uri(), allowance.encodedSlash(path))) {
            return Refusals.PATH;
        }
        var inHeaders = headerDefect(head.headers());
        if (inHeaders != null) {
            return inHeaders;
        }
        handshake = upgrade && HandshakeRules.asksForWebSocket(head.headers());
        var inBody = bodyDefect(head);
        return inBody == null && handshake ? handshakeDefect(head, path) : inBody;
    }

    /** Whether the head last judged is that of a WebSocket handshake. */
    boolean isHandshake() {
        return handshake;
    }

    private @Nullable PublicError handshakeDefect(HttpRequest head, String path) {
        var defect = HandshakeRules.defect(head);
        var welcome = allowance.webSocket(head.headers().get(HttpHeaderNames.HOST), path);
        return defect == null && !welcome ? Refusals.NO_WEBSOCKET : defect;
    }

    private static PublicError undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Refusals.TARGET;
            case TooLongHttpHeaderException _ -> Refusals.HEADERS;
            default -> Refusals.NOT_HTTP;
        };
    }

    private static boolean isVersionWeSpeak(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    private @Nullable PublicError headerDefect(HttpHeaders headers) {
        if (headers.size() > config.maxHeaders()) {
            return Refusals.HEADERS;
        }
        upgrade = false;
        var all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            var name = all.next().getKey();
            if (AsciiString.indexOf(name, '_', 0) >= 0) {
                return Refusals.HEADER_NAME;
            }
            upgrade |= name.length() == HttpHeaderNames.UPGRADE.length()
                    && HttpHeaderNames.UPGRADE.contentEqualsIgnoreCase(name);
        }
        return hostDefect(headers);
    }

    private @Nullable PublicError hostDefect(HttpHeaders headers) {
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !HostRule.accepts(hosts.getFirst())) {
            return Refusals.HOST;
        }
        var misdirected = !config.hosts().isEmpty() && !HostRule.isOneOf(config.hosts(), hosts.getFirst());
        return misdirected ? Refusals.OTHER_HOST : null;
    }

    private static @Nullable PublicError bodyDefect(HttpRequest head) {
        var headers = head.headers();
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !isChunkedOnly(head, codings)) {
            return Refusals.TRANSFER_ENCODING;
        }
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return Refusals.CONTENT_ENCODING;
        }
        var expectation = headers.get(HttpHeaderNames.EXPECT);
        var known = expectation == null || HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation);
        return known ? null : Refusals.EXPECTATION;
    }

    private static boolean isChunkedOnly(HttpRequest head, List<String> codings) {
        return codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }
}
