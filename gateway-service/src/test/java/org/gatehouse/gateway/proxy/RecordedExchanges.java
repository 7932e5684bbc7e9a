package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what the edge tells of its exchanges. */
@Singleton
@Primary
@Requires(property = "spec", value = "edge")
final class RecordedExchanges implements ExchangeLog {

    private final BlockingQueue<ExchangeRecord> all = new LinkedBlockingQueue<>();

    @Override
    public void completed(ExchangeRecord exchange) {
        all.add(exchange);
    }

    ExchangeRecord next() {
        try {
            var next = all.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no exchange was recorded");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int size() {
        return all.size();
    }
}
