package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.kit.token.Permission;

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

    /** Empty unless it is active and its password and roles are still those that were read; in a transaction it stays so. */
    public Optional<Account> unchanged(Account read, PasswordHash hash) {
        return repository
                .holdWith(read.id(), hash)
                .filter(Account::active)
                .filter(now -> now.roles().equals(read.roles()));
    }

    /** Like {@link #find}, for whoever changes it: others who do so wait for the end of the transaction. */
    public Optional<Account> lock(AccountId id) {
        return repository.lock(id);
    }

    /** Of an account that has been locked, whether that is still its password. */
    public boolean hasPassword(AccountId id, PasswordHash hash) {
        return repository.hasPassword(id, hash);
    }

    /** All that a key of the account may allow now: of a program's, what who made it may do. */
    public Set<Permission> ceiling(Account account) {
        return account.roles().contains(Role.SERVICE)
                ? repository
                        .holdMaker(account.id())
                        .filter(Account::active)
                        .map(Account::grantable)
                        .orElse(Set.of())
                : account.grantable();
    }

    /** The accounts of the programs that this one made. */
    public List<AccountId> programsOf(AccountId maker) {
        return repository.programsOf(maker);
    }

    /** Also one that is disabled, but never a program's. */
    public Optional<Account> findPerson(AccountId id) {
        return find(id).filter(Account::isPerson);
    }

    /** The same, for whoever changes it. */
    public Optional<Account> lockPerson(AccountId id) {
        return lock(id).filter(Account::isPerson);
    }

    /** Whether an account of our own logs in with this address. */
    public boolean hasLocal(Email email) {
        return repository.hasLocal(email);
    }

    /** The one account that logs in elsewhere under this name, for the record alone: a name there proves nothing here. */
    public Optional<AccountId> foreignNamed(String username) {
        var named = repository.foreignNamed(username);
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
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

    /** Disables an account because its other home does not let its owner in any more; false unless it was active. */
    public boolean leave(AccountId id) {
        return repository.leave(id, clock.instant());
    }

    /** Undoes that; false where it was not so, or an administrator has decided since. */
    public boolean comeBack(AccountId id) {
        return repository.comeBack(id, clock.instant());
    }

    /** Opens an account that logs in elsewhere. */
    public void addForeign(Account account) {
        repository.addForeign(account);
    }

    /** Takes over name, address, user name and roles of an account that logs in elsewhere. */
    public void replaceForeign(Account account) {
        repository.replaceForeign(account, clock.instant());
    }

    /** With the programs that it made. */
    public void delete(AccountId id) {
        repository.delete(id);
    }

    /** Whether nobody could administer without this one; whoever asks at the same time waits for this transaction's end. */
    public boolean isLastAdministrator(AccountId id) {
        return repository.isLastAdministrator(id);
    }

    /** False when the address is taken. */
    public boolean changeEmail(AccountId id, Email email) {
        return repository.changeEmail(id, email, clock.instant());
    }

    public void changePassword(AccountId id, PasswordHash hash) {
        repository.changeHash(id, hash, clock.instant());
    }
}
