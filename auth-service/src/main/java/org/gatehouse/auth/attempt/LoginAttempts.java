package org.gatehouse.auth.attempt;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.origin.RequestOrigin;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;

/**
 * Slows down who guesses passwords, by account and client network together, by network alone, and all strangers together:
 * an owner elsewhere, a live session and an API key never notice. An account that does not exist is counted like one that
 * does.
 */
@Singleton
public final class LoginAttempts {

    private static final int MOST_ROWS = 100_000;

    private final AttemptRepository repository;
    private final StrangerBudget strangers;
    private final RequestOrigin origin;
    private final Audit audit;
    private final InstantSource clock;

    LoginAttempts(
            AttemptRepository repository,
            StrangerBudget strangers,
            RequestOrigin origin,
            Audit audit,
            InstantSource clock) {
        this.repository = repository;
        this.strangers = strangers;
        this.origin = origin;
        this.audit = audit;
        this.clock = clock;
    }

    /** To be asked before any password is looked at. */
    public Outcome begin(String name) {
        var now = clock.instant();
        var network = origin.current().network();
        var account = key("account", network + "|" + normal(name));
        var attempt = new Attempt(key("network", network), account, !strangers.knows(account));
        if (!admits(attempt.account(), AttemptLimit.ACCOUNT, now)) {
            return new Outcome.Locked(rest(attempt.account(), now));
        }
        if (!admits(attempt.network(), AttemptLimit.NETWORK, now)) {
            repository.takeBack(attempt.account());
            return new Outcome.Locked(rest(attempt.network(), now));
        }
        if (attempt.stranger() && !strangers.spend()) {
            takeBackHere(attempt);
            return new Outcome.Locked(StrangerBudget.WAIT);
        }
        return new Outcome.Admitted(attempt);
    }

    /** It was the owner: what was counted against the account from here is forgotten, and they are known here now. */
    public void succeeded(Attempt attempt) {
        repository.forget(attempt.account());
        repository.takeBack(attempt.network());
        strangers.remember(attempt.account());
        giveBack(attempt);
    }

    /** It proved nothing, neither for nor against. */
    public void takeBack(Attempt attempt) {
        takeBackHere(attempt);
        giveBack(attempt);
    }

    private void takeBackHere(Attempt attempt) {
        repository.takeBack(attempt.account());
        repository.takeBack(attempt.network());
    }

    private void giveBack(Attempt attempt) {
        if (attempt.stranger()) {
            strangers.giveBack();
        }
    }

    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void sweep() {
        repository.removeOlderThan(clock.instant().minus(AttemptLimit.MEMORY));
        repository.removeAllBut(MOST_ROWS);
        strangers.forgetOld();
    }

    private boolean admits(Digest key, AttemptLimit limit, Instant now) {
        var attempts = repository.count(key, limit, now);
        if (attempts.filter(count -> count == limit.free() + 1).isPresent()) {
            audit.record(AuditEvent.of(AuditType.LOGIN_LOCKED));
        }
        return attempts.isPresent();
    }

    private Duration rest(Digest key, Instant now) {
        return repository
                .lockedTill(key)
                .map(till -> Duration.between(now, till).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS))
                .filter(Duration::isPositive)
                .orElse(Duration.ofSeconds(1));
    }

    private static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static Digest key(String kind, String text) {
        return Digest.of(Secret.of(kind + "|" + text));
    }

    /**
     * An attempt that has been counted.
     *
     * @param account together with the network
     * @param stranger whether the account has not logged in from this network of late
     */
    public record Attempt(Digest network, Digest account, boolean stranger) {}

    /** Whether the password may be looked at. */
    public sealed interface Outcome {
        record Admitted(Attempt attempt) implements Outcome {}

        /** @param delay a minute at most */
        record Locked(Duration delay) implements Outcome {}
    }
}
