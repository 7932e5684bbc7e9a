package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;

/** What policy adds to a response's head, called once for it on the event loop. */
@FunctionalInterface
public interface ResponseStamp {

    ResponseStamp NONE = _ -> {};

    void on(HttpHeaders headers);
}
