package org.gatehouse.gateway.proxy;

/** Told once of every exchange when it is over, on the connection's event loop: it must not block. */
@FunctionalInterface
public interface ExchangeLog {

    void completed(ExchangeRecord exchange);
}
