package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;

/** What policy adds to a response's head, called once for it on the event loop. */
@FunctionalInterface
public interface ResponseStamp {

    ResponseStamp NONE = _ -> {};

    void on(HttpHeaders headers);

    default ResponseStamp and(ResponseStamp next) {
        if (equals(NONE) || next.equals(NONE)) {
            return equals(NONE) ? next : this;
        }
        return headers -> {
            on(headers);
            next.on(headers);
        };
    }
}
