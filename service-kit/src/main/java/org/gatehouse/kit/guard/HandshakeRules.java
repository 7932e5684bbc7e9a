package org.gatehouse.kit.guard;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket handshake that nobody could take for anything else (RFC 6455, section 4.2.1). What would only resemble one
 * is refused: after the answer 101 its bytes are no longer HTTP, and every party must agree on whether that is so.
 */
final class HandshakeRules {

    /** 16 bytes in base64, in the one spelling that they have. */
    private static final int KEY_LENGTH = 24;

    private static final String LAST_DIGITS = "AQgw";
    private static final String PADDING = "==";

    private HandshakeRules() {}

    /** Whether any {@code Upgrade} header speaks of WebSocket; all other protocols are not spoken and not forwarded. */
    static boolean asksForWebSocket(HttpHeaders headers) {
        for (var protocols : headers.getAll(HttpHeaderNames.UPGRADE)) {
            if (protocols.toLowerCase(Locale.ROOT).contains("websocket")) {
                return true;
            }
        }
        return false;
    }

    /** Why it is refused, or null. */
    static @Nullable PublicError defect(HttpRequest head) {
        var headers = head.headers();
        if (!isBodilessGet(head) || !isUpgrade(headers) || !isKey(headers.getAll("sec-websocket-key"))) {
            return Refusals.HANDSHAKE;
        }
        var versions = headers.getAll("sec-websocket-version");
        return versions.size() == 1 && versions.getFirst().equals("13") ? null : Refusals.WEBSOCKET_VERSION;
    }

    private static boolean isBodilessGet(HttpRequest head) {
        var headers = head.headers();
        return head.method().equals(HttpMethod.GET)
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT);
    }

    private static boolean isUpgrade(HttpHeaders headers) {
        var protocols = headers.getAll(HttpHeaderNames.UPGRADE);
        return protocols.size() == 1
                && HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(protocols.getFirst())
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private static boolean isKey(List<String> keys) {
        if (keys.size() != 1
                || keys.getFirst().length() != KEY_LENGTH
                || !keys.getFirst().endsWith(PADDING)) {
            return false;
        }
        var key = keys.getFirst();
        int digits = KEY_LENGTH - PADDING.length();
        for (int i = 0; i < digits; i++) {
            if (!isBase64(key.charAt(i))) {
                return false;
            }
        }
        return LAST_DIGITS.indexOf(key.charAt(digits - 1)) >= 0;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
