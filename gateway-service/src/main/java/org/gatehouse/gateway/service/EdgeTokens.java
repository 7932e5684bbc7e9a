package org.gatehouse.gateway.service;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.gatehouse.kit.token.ServiceTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge's own tokens: each service of the suite gets its own beside whatever is forwarded to it, and nobody else one. */
@Singleton
public final class EdgeTokens {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeTokens.class);

    /** @param services of the suite, by the names that they have as audiences */
    @ConfigurationProperties("gatehouse.introductions")
    record IntroductionsConfig(List<String> services) {}

    /** What is known at once. */
    public sealed interface Introduction {

        record Known(String token) implements Introduction {
            @Override
            public String toString() {
                return "Known[redacted]";
            }
        }

        /** The service is not one of the suite. */
        record None() implements Introduction {}

        /** It has to be fetched; empty when auth-service gives none. */
        record Later(CompletionStage<Optional<String>> token) implements Introduction {}
    }

    private final Set<String> services;
    private final ServiceTokens tokens;
    private final ExecutorService executor;
    private final Map<String, CompletableFuture<Optional<String>>> underWay = new ConcurrentHashMap<>();

    EdgeTokens(
            IntroductionsConfig config, ServiceTokens tokens, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.services = Set.copyOf(config.services());
        this.tokens = tokens;
        this.executor = executor;
    }

    /** Never blocks. */
    public Introduction to(String service) {
        if (!services.contains(service)) {
            return new Introduction.None();
        }
        return tokens.atHand(service, executor)
                .<Introduction>map(Introduction.Known::new)
                .orElseGet(() -> new Introduction.Later(fetch(service)));
    }

    /** One fetch at a time for each service, whoever waits for it. */
    private CompletableFuture<Optional<String>> fetch(String service) {
        var fresh = new CompletableFuture<Optional<String>>();
        var running = underWay.putIfAbsent(service, fresh);
        if (running != null) {
            return running;
        }
        executor.execute(() -> {
            var token = ask(service);
            underWay.remove(service, fresh);
            fresh.complete(token);
        });
        return fresh;
    }

    private Optional<String> ask(String service) {
        try {
            return Optional.of(tokens.tokenFor(service));
        } catch (ServiceTokenUnavailableException e) {
            LOG.warn("The edge cannot introduce itself to {}: {}", service, e.getMessage());
            return Optional.empty();
        }
    }
}
