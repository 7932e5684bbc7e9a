package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.session.EndSession;

/** Takes an account's access away; last in the transaction that says why. */
@Singleton
final class EndAccess {

    private final EndSession endSession;
    private final Revocations revocations;
    private final Accounts accounts;

    EndAccess(EndSession endSession, Revocations revocations, Accounts accounts) {
        this.endSession = endSession;
        this.revocations = revocations;
        this.accounts = accounts;
    }

    /** How many there were. */
    int sessions(AccountId id) {
        return endSession.endAll(id);
    }

    /** All that were issued so far, by sessions and by keys, also by the keys of programs that it made. */
    void tokens(AccountId id) {
        revocations.account(id.value());
        accounts.programsOf(id).forEach(program -> revocations.account(program.value()));
    }
}
