package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.route.Route;

/**
 * One request on its way through the row.
 *
 * @param path as the service knows it
 * @param stamp what every answer to it is given
 */
record Exchange(EdgeRequest request, String path, Route route, ResponseStamp stamp) {

    /** Whether it is a WebSocket handshake, on a route that takes it: the guard has found it to be exact. */
    boolean asksForTunnel() {
        return route.webSocket()
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** Whether the clients of Anthropic's API ask here. */
    boolean isAnthropics() {
        return path.startsWith("/v1/messages") || path.startsWith("/api/v1/messages");
    }

    String target() {
        return request.query().isEmpty() ? path : path + '?' + request.query();
    }
}
