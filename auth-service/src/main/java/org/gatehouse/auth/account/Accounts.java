package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.password.PasswordHash;

/** What other features may ask about accounts. */
@Singleton
public final class Accounts {

    private final AccountRepository repository;
    private final InstantSource clock;

    Accounts(AccountRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Empty also for an account that is disabled; in a transaction it stays as it is until the end of that. */
    public Optional<Account> active(AccountId id) {
        return repository.hold(id).filter(Account::active);
    }

    /** Also one that is disabled. */
    public Optional<Account> find(AccountId id) {
        return repository.find(id);
    }

    /** Those whose name or address contains the text, in the order of their addresses. */
    public List<Account> search(String text) {
        return repository.search(text);
    }

    /** Replaces name, roles and status. */
    public void replace(Account account) {
        repository.replace(account, clock.instant());
    }

    /** Opens an account that logs in elsewhere. */
    public void addForeign(Account account) {
        repository.addForeign(account);
    }

    /** Takes over name, address, user name and roles of an account that logs in elsewhere. */
    public void replaceForeign(Account account) {
        repository.replaceForeign(account, clock.instant());
    }

    public void delete(AccountId id) {
        repository.delete(id);
    }

    /** Whether nobody could administer without this one; whoever asks at the same time waits for this transaction's end. */
    public boolean isLastAdministrator(AccountId id) {
        return repository.isLastAdministrator(id);
    }

    public void changePassword(AccountId id, PasswordHash hash) {
        repository.changeHash(id, hash, clock.instant());
    }
}
