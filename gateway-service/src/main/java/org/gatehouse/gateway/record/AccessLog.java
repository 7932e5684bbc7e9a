package org.gatehouse.gateway.record;

import jakarta.inject.Singleton;
import org.gatehouse.gateway.proxy.ExchangeLog;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one count per request. The record holds no query, header or body: nothing a secret belongs in. */
@Singleton
final class AccessLog implements ExchangeLog {

    private static final Logger LOG = LoggerFactory.getLogger("gatehouse.access");

    private final RequestMeters meters;

    AccessLog(RequestMeters meters) {
        this.meters = meters;
    }

    @Override
    public void completed(ExchangeRecord exchange) {
        meters.count(exchange);
        LOG.info("request", exchange);
    }
}
