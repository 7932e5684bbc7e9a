package org.gatehouse.auth.totp;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Role;

/**
 * Which second factors count for step-up. An administrator's counts only a while after it was set up, or once another
 * administrator has vouched for it: whoever steals a session gains nothing by setting one up.
 */
@Singleton
public final class CountingFactors {

    private static final Duration CONSENT_LASTS = Duration.ofHours(24);

    private final FactorRepository repository;
    private final AdministratorFactorConfig config;
    private final InstantSource clock;

    CountingFactors(FactorRepository repository, AdministratorFactorConfig config, InstantSource clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    public boolean countsOf(Account account) {
        var settled = clock.instant().minus(account.roles().contains(Role.ADMIN) ? config.delay() : Duration.ZERO);
        return repository.counts(account.id(), settled);
    }

    boolean anyAdministratorHasOne() {
        return repository.countsForAny(settled());
    }

    /** Whether another administrator lets this one set up a factor. */
    boolean awaited(AccountId account) {
        return repository.hasConsent(account, clock.instant());
    }

    /** The word of another administrator: for the factor in use, or for the one that is set up within a day. */
    public void vouchFor(AccountId account, UUID by) {
        var now = clock.instant();
        if (!repository.vouch(account, now)) {
            repository.consent(account, by, now.plus(CONSENT_LASTS));
        }
    }

    /** For the factor that has just been put into use. */
    void settle(AccountId account) {
        var now = clock.instant();
        if (repository.takeConsent(account, now).isPresent()) {
            repository.vouch(account, now);
        }
    }

    private Instant settled() {
        return clock.instant().minus(config.delay());
    }
}
