package org.gatehouse.gateway.record;

import jakarta.inject.Singleton;
import org.gatehouse.gateway.proxy.ExchangeLog;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line, one count and, where they are collected, spans per request. The record holds no query, header or body: nothing a secret belongs in. */
@Singleton
final class AccessLog implements ExchangeLog {

    private static final Logger LOG = LoggerFactory.getLogger("gatehouse.access");

    private final RequestMeters meters;
    private final EdgeSpans spans;

    AccessLog(RequestMeters meters, EdgeSpans spans) {
        this.meters = meters;
        this.spans = spans;
    }

    @Override
    public void completed(ExchangeRecord exchange) {
        meters.count(exchange);
        spans.tell(exchange);
        LOG.info("request", exchange);
    }
}
