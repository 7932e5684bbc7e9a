package org.gatehouse.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;

/** Names of OpenTelemetry's semantic conventions for HTTP spans (1.23 and later), and our own beside them. */
public final class HttpNames {

    public static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    public static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    public static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    public static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    public static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    public static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    public static final AttributeKey<String> CLIENT_ADDRESS = AttributeKey.stringKey("client.address");
    public static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    public static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("gatehouse.request_id");

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private HttpNames() {}

    /** Notes where a request went, by an authority such as {@code 127.0.0.1:8104} or {@code [::1]:80}. */
    public static void server(AttributesBuilder attributes, String authority) {
        if (authority.isEmpty()) {
            return;
        }
        int colon = authority.lastIndexOf(':');
        boolean port = colon > authority.lastIndexOf(']');
        attributes.put(SERVER_ADDRESS, port ? authority.substring(0, colon) : authority);
        if (port) {
            attributes.put(SERVER_PORT, Long.parseLong(authority, colon + 1, authority.length(), 10));
        }
    }

    /** The method, or the one word for all that clients make up. */
    public static String method(String asSent) {
        return METHODS.contains(asSent) ? asSent : "_OTHER";
    }
}
