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
import java.util.Locale;
import org.gatehouse.kit.problem.MeantAddress;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Judges a request's head once, whole, before anybody else has seen it (threat model, F3 to F5). */
final class HeadRules {

    private final GuardConfig config;
    private final RequestAllowance allowance;
    private boolean upgrade;
    private boolean handshake;
    private @Nullable String coding;

    HeadRules(GuardConfig config, RequestAllowance allowance) {
        this.config = config;
        this.allowance = allowance;
    }

    /** Why it is refused, or null. */
    @Nullable
    PublicError defect(HttpRequest head) {
        handshake = false;
        coding = null;
        if (head.decoderResult().isFailure()) {
            return undecodable(head.decoderResult().cause());
        }
        if (!isVersionWeSpeak(head.protocolVersion())) {
            return Refusals.VERSION;
        }
        var path = PathRule.pathOf(head.uri());
        if (!PathRule.accepts(head.uri(), allowance.encodedSlash(path))) {
            return pathDefect(path);
        }
        if (!PathRule.isDecodableQuery(head.uri())) {
            return Refusals.QUERY;
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

    /** In what coding the body comes that belongs to the head last judged; null for none. */
    @Nullable
    String coding() {
        return coding;
    }

    private @Nullable PublicError handshakeDefect(HttpRequest head, String path) {
        var defect = HandshakeRules.defect(head);
        var welcome = allowance.webSocket(head.headers().get(HttpHeaderNames.HOST), path);
        return defect == null && !welcome ? Refusals.NO_WEBSOCKET : defect;
    }

    /** Most often a base URL that ends in a slash. */
    private PublicError pathDefect(String path) {
        return MeantAddress.of(path)
                .filter(meant -> PathRule.accepts(meant, allowance.encodedSlash(meant)))
                .map(Refusals::otherAddress)
                .orElse(Refusals.PATH);
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
        boolean underscored = false;
        var all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            var name = all.next().getKey();
            if (AsciiString.indexOf(name, '_', 0) >= 0) {
                if (!allowance.dropsUnderscored() || mayDecideFraming(name)) {
                    return Refusals.HEADER_NAME;
                }
                underscored = true;
                continue;
            }
            upgrade |= name.length() == HttpHeaderNames.UPGRADE.length()
                    && HttpHeaderNames.UPGRADE.contentEqualsIgnoreCase(name);
        }
        if (underscored) {
            headers.names().stream().filter(name -> name.indexOf('_') >= 0).forEach(headers::remove);
        }
        return hostDefect(headers);
    }

    /** Who reads an underscore as a dash would find another end of the body: such a request has two readings. */
    private static boolean mayDecideFraming(CharSequence name) {
        var read = name.toString().replace('_', '-');
        return HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(read)
                || HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(read);
    }

    private @Nullable PublicError hostDefect(HttpHeaders headers) {
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !HostRule.accepts(hosts.getFirst())) {
            return Refusals.HOST;
        }
        var misdirected = !config.hosts().isEmpty() && !HostRule.isOneOf(config.hosts(), hosts.getFirst());
        return misdirected ? Refusals.OTHER_HOST : null;
    }

    private @Nullable PublicError bodyDefect(HttpRequest head) {
        var headers = head.headers();
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !isChunkedOnly(head, codings)) {
            return Refusals.TRANSFER_ENCODING;
        }
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING) && !isIdentity(headers)) {
            var names = headers.getAll(HttpHeaderNames.CONTENT_ENCODING);
            if (names.size() != 1) {
                return Refusals.CONTENT_ENCODING;
            }
            coding = names.getFirst().strip().toLowerCase(Locale.ROOT);
        }
        var expectation = headers.get(HttpHeaderNames.EXPECT);
        var known = expectation == null || HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation);
        return known ? null : Refusals.EXPECTATION;
    }

    /** Says that nothing was done to the body, and so says nothing: it goes no further. */
    private static boolean isIdentity(HttpHeaders headers) {
        for (var coding : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
            if (!HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding.strip())) {
                return false;
            }
        }
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        return true;
    }

    private static boolean isChunkedOnly(HttpRequest head, List<String> codings) {
        return codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }
}
