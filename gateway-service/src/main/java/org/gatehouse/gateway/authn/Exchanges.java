package org.gatehouse.gateway.authn;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.authn.Exchange.Exchanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges under way: one per credential however many requests wait for it, and a bounded number in all. */
@Singleton
final class Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);
    private static final int MAX_UNDER_WAY = 4096;

    private final Map<KeyDigest, CompletableFuture<Exchanged>> underWay = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final Exchange exchange;
    private final KnownKeys keys;
    private final AuthnConfig config;
    private final ExecutorService executor;
    private volatile boolean failing;

    Exchanges(
            Exchange exchange,
            KnownKeys keys,
            AuthnConfig config,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.exchange = exchange;
        this.keys = keys;
        this.config = config;
        this.executor = executor;
        this.places = new Semaphore(config.concurrentExchanges());
    }

    /** Joins the exchange of this credential, or begins it; {@code seen} is what the caller knows of it already. */
    CompletionStage<Exchanged> join(Exchangeable key, KeyDigest digest, Optional<KnownKey> seen) {
        var fresh = new CompletableFuture<Exchanged>();
        var running = underWay.putIfAbsent(digest, fresh);
        if (running != null) {
            return running;
        }
        if (underWay.size() > MAX_UNDER_WAY) {
            finish(digest, fresh, new Exchanged.Unavailable("too many exchanges under way"));
            return fresh;
        }
        try {
            executor.execute(() -> finish(digest, fresh, outcome(key, digest, seen)));
        } catch (RejectedExecutionException e) {
            finish(digest, fresh, new Exchanged.Unavailable("the edge is stopping"));
        }
        return fresh;
    }

    private void finish(KeyDigest digest, CompletableFuture<Exchanged> waiting, Exchanged outcome) {
        keys.learn(digest, outcome);
        underWay.remove(digest, waiting);
        waiting.complete(outcome);
    }

    /** An exchange that ended between the caller's look and its turn has the answer already. */
    private Exchanged outcome(Exchangeable key, KeyDigest digest, Optional<KnownKey> seen) {
        if (keys.isRefused(digest)) {
            return new Exchanged.Refused();
        }
        return keys.find(digest)
                .filter(known ->
                        seen.map(old -> !old.token().equals(known.token())).orElse(true))
                .<Exchanged>map(known -> new Exchanged.Granted(known.token(), known.caller()))
                .orElseGet(() -> report(exchange(key)));
    }

    private Exchanged exchange(Exchangeable key) {
        try {
            if (!places.tryAcquire(config.exchangeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Exchanged.Unavailable("no place among the exchanges under way");
            }
            try {
                return exchange.exchange(key);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Exchanged.Unavailable("interrupted");
        } catch (RuntimeException e) {
            LOG.error("Exchange failed", e);
            return new Exchanged.Unavailable(e.toString());
        }
    }

    /** One line when auth-service goes and one when it is back, not one per request. */
    private Exchanged report(Exchanged outcome) {
        boolean unavailable = outcome instanceof Exchanged.Unavailable;
        if (unavailable && !failing) {
            LOG.warn("Credentials cannot be exchanged, those known go on working: {}", outcome);
        } else if (!unavailable && failing) {
            LOG.info("Credentials can be exchanged again");
        }
        failing = unavailable;
        return outcome;
    }
}
