package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;

/**
 * The head of one request as the guard let it through.
 *
 * @param method as sent
 * @param path the one path to route, authorise and forward: still percent-encoded as sent, free of dot segments, double
 *     slashes, encoded separators, semicolons and anything that is not ASCII
 * @param query the raw query without its question mark, empty when there is none
 * @param headers as sent by the client, to be read only; nothing of it but an allow-list is forwarded
 * @param client the address at the other end of the connection
 * @param requestId the client's own when well formed, else a new one; also forwarded, logged and answered
 */
public record EdgeRequest(
        HttpMethod method, String path, String query, HttpHeaders headers, InetAddress client, String requestId) {

    /** Path and query as they stood in the request line. */
    public String target() {
        return query.isEmpty() ? path : path + '?' + query;
    }

    @Override
    public String toString() {
        return method + " " + path + " " + requestId;
    }
}
