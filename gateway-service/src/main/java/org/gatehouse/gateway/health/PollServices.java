package org.gatehouse.gateway.health;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.gatehouse.gateway.service.InternalHttp;
import org.gatehouse.gateway.service.Service;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.gateway.service.Services;
import org.gatehouse.kit.upstream.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every replica of every service whether it is ready, a few seconds apart, so that no request ever has to. */
@Singleton
final class PollServices {

    private static final Logger LOG = LoggerFactory.getLogger(PollServices.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Map<String, ServiceHealth> latest = new ConcurrentHashMap<>();
    private final Services services;
    private final ServiceTargets targets;
    private final InternalHttp http;
    private final InstantSource clock;
    private final ExecutorService executor;

    PollServices(
            Services services,
            ServiceTargets targets,
            InternalHttp http,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.services = services;
        this.targets = targets;
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

    /** Whether any replica is; each is told for itself, so that calls go to those that are. */
    private boolean isReady(Service service) {
        var replicas = targets.of(service.name()).targets();
        var polls = replicas.stream()
                .map(replica -> CompletableFuture.supplyAsync(() -> isReady(service, replica), executor))
                .toList();
        return polls.stream()
                        .map(CompletableFuture::join)
                        .filter(ready -> ready)
                        .count()
                > 0;
    }

    private boolean isReady(Service service, Target replica) {
        boolean ready = answers200(service.healthUrlOf(replica.authority(), replica.address()));
        replica.setReady(ready);
        return ready;
    }

    private boolean answers200(URI address) {
        try {
            return http.ask(List.of(address), LIMIT, HttpRequest.Builder::GET).statusCode() == 200;
        } catch (IOException e) {
            LOG.debug("{} did not answer its poll", address, e);
            return false;
        }
    }
}
