package org.gatehouse.kit.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket handshake with an upstream (RFC 6455, section 4.1): only an answer that could not have been made without
 * having read this request switches the connection.
 *
 * @param accept what the upstream must answer to the handshake's key
 */
record WebSocketUpgrade(String accept, UpgradeListener listener) {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final AsciiString UPGRADE_OPTION = AsciiString.cached("Upgrade");

    static WebSocketUpgrade of(HttpRequest head, UpgradeListener listener) {
        var headers = head.headers();
        headers.set(HttpHeaderNames.CONNECTION, UPGRADE_OPTION);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        return new WebSocketUpgrade(accept(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY)), listener);
    }

    private static String accept(@Nullable String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    /** The internal reason not to switch, or null. */
    @Nullable
    String defect(HttpResponse head) {
        var headers = head.headers();
        var protocols = headers.getAll(HttpHeaderNames.UPGRADE);
        var accepted = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
        if (protocols.size() != 1 || !HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(protocols.getFirst())) {
            return "switch to another protocol than WebSocket";
        }
        if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            return "switch without the connection option";
        }
        if (accepted.size() != 1 || !accepted.getFirst().equals(accept)) {
            return "switch that does not answer the handshake";
        }
        var framed =
                headers.contains(HttpHeaderNames.CONTENT_LENGTH) || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        return framed ? "switch with a body" : null;
    }
}
