package org.gatehouse.auth.attempt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Digest;

/**
 * Holds up guesses that come from everywhere at everybody, each account and each network too seldom to be noticed: all
 * replicas together put up with so many failed logins a minute. Whoever has logged in from where they are within 30 days
 * never notices, and a login that succeeds costs nothing (threat model, row 6).
 */
@Singleton
final class StrangerBudget {

    /** After so long without a login the account is a stranger there again. */
    static final Duration KNOWN_FOR = Duration.ofDays(30);

    static final Duration WAIT = Duration.ofSeconds(30);

    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(15);

    private final BudgetRepository repository;
    private final LoginsConfig config;
    private final Audit audit;
    private final InstantSource clock;
    private volatile Instant reported = Instant.EPOCH;

    StrangerBudget(BudgetRepository repository, LoginsConfig config, Audit audit, InstantSource clock) {
        this.repository = repository;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    boolean knows(Digest accountAndNetwork) {
        return repository.knows(accountAndNetwork, clock.instant().minus(KNOWN_FOR));
    }

    /** Counts an attempt before it is made; false when there have been too many. */
    boolean spend() {
        var now = clock.instant();
        var spent = repository.spend(config.failuresPerMinute(), now);
        if (!spent && now.isAfter(reported.plus(BETWEEN_REPORTS))) {
            reported = now;
            audit.record(AuditEvent.of(AuditType.LOGIN_LOCKED).with(Map.of("scope", "suite")));
        }
        return spent;
    }

    /** It was no guess. */
    void giveBack() {
        repository.giveBack();
    }

    void remember(Digest accountAndNetwork) {
        repository.remember(accountAndNetwork, clock.instant());
    }

    void forgetOld() {
        repository.forgetBefore(clock.instant().minus(KNOWN_FOR));
    }
}
