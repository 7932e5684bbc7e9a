package org.gatehouse.gateway.health;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.gatehouse.gateway.service.InternalHttp;
import org.gatehouse.gateway.service.Service;
import org.gatehouse.gateway.service.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every service whether it is ready, a few seconds apart, so that no request to the edge ever has to. */
@Singleton
final class PollServices {

    private static final Logger LOG = LoggerFactory.getLogger(PollServices.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Map<String, ServiceHealth> latest = new ConcurrentHashMap<>();
    private final Services services;
    private final InternalHttp http;
    private final InstantSource clock;
    private final ExecutorService executor;

    PollServices(
            Services services,
            InternalHttp http,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.services = services;
        this.http = http;
        this.clock = clock;
        this.executor = executor;
        services.all().forEach(service -> latest.put(service.name(), ServiceHealth.NOT_POLLED));
    }

    Map<String, ServiceHealth> latest() {
        return Map.copyOf(latest);
    }

    @Scheduled(fixedDelay = "${gatehouse.health.poll-interval}")
    void pollAll() {
        services.all().forEach(service -> executor.execute(() -> poll(service)));
    }

    private void poll(Service service) {
        var status = isReady(service) ? Status.HEALTHY : Status.UNHEALTHY;
        var before = latest.put(service.name(), new ServiceHealth(status, clock.instant()));
        if (before == null || before.status() != status) {
            LOG.info("{} is {}", service.name(), status);
        }
    }

    private boolean isReady(Service service) {
        try {
            return http.ask(List.of(service.healthUrl()), LIMIT, HttpRequest.Builder::GET)
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            LOG.debug("{} did not answer its poll", service.name(), e);
            return false;
        }
    }
}
