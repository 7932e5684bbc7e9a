package org.gatehouse.gateway.authn;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Shows the stream's state; the edge is no less ready without it, it only asks about keys more often. */
@Singleton
final class RevocationsIndicator implements HealthIndicator {

    private final RevocationFeed feed;

    RevocationsIndicator(RevocationFeed feed) {
        this.feed = feed;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("revocations", HealthStatus.UP)
                .details(Map.of("stream", feed.isLive() ? "live" : "lost"))
                .build());
    }
}
