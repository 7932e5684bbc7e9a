package org.gatehouse.gateway.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.gatehouse.gateway.proxy.ExchangeLog;
import org.gatehouse.gateway.proxy.ExchangeRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line and one count per request. No query, no header, no body: nothing a secret could be in. */
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
        if (LOG.isInfoEnabled()) {
            line(exchange).log("request");
        }
    }

    private static LoggingEventBuilder line(ExchangeRecord exchange) {
        return LOG.atInfo()
                .addKeyValue("request_id", exchange.requestId())
                .addKeyValue("client", exchange.client())
                .addKeyValue("caller", exchange.caller())
                .addKeyValue("method", exchange.method())
                .addKeyValue("path", exchange.path())
                .addKeyValue("route", exchange.route())
                .addKeyValue("status", exchange.status())
                .addKeyValue("outcome", exchange.outcome())
                .addKeyValue("request_bytes", exchange.requestBytes())
                .addKeyValue("response_bytes", exchange.responseBytes())
                .addKeyValue("total_ms", millis(exchange.total()))
                .addKeyValue("upstream_head_ms", millis(exchange.upstreamHead()))
                .addKeyValue("upstream", exchange.upstream())
                .addKeyValue("detail", exchange.detail());
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
