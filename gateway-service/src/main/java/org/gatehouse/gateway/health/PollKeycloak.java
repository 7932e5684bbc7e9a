package org.gatehouse.gateway.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.gateway.service.InternalHttp;
import org.gatehouse.kit.token.ForeignIssuerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the Keycloak realm for its keys, a few seconds apart, to tell whether it answers. */
@Singleton
@Requires(beans = ForeignIssuerConfig.class)
public final class PollKeycloak {

    private static final Logger LOG = LoggerFactory.getLogger(PollKeycloak.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final InternalHttp http;
    private final InstantSource clock;
    private final URI keys;
    private volatile ServiceHealth latest = ServiceHealth.NOT_POLLED;

    PollKeycloak(ForeignIssuerConfig realm, InternalHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        this.keys = realm.endpoint("/protocol/openid-connect/certs");
    }

    /** What the last poll found. */
    public Status status() {
        return latest.status();
    }

    ServiceHealth latest() {
        return latest;
    }

    @Scheduled(fixedDelay = "${gatehouse.health.poll-interval}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void poll() {
        var status = answers() ? Status.HEALTHY : Status.UNHEALTHY;
        if (status != latest.status()) {
            LOG.info("Keycloak is {}", status);
        }
        latest = new ServiceHealth(status, clock.instant());
    }

    private boolean answers() {
        try {
            return http.ask(List.of(keys), LIMIT, HttpRequest.Builder::GET).statusCode() == 200;
        } catch (IOException e) {
            LOG.debug("Keycloak did not answer its poll", e);
            return false;
        }
    }
}
