package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.util.Optional;

/** What other features may ask about accounts. */
@Singleton
public final class Accounts {

    private final AccountRepository repository;

    Accounts(AccountRepository repository) {
        this.repository = repository;
    }

    /** Empty also for an account that is disabled; in a transaction it stays as it is until the end of that. */
    public Optional<Account> active(AccountId id) {
        return repository.hold(id).filter(Account::active);
    }
}
