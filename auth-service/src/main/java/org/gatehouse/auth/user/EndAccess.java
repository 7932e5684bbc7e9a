package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.session.EndSession;

/** Takes an account's access away; last in the transaction that says why. */
@Singleton
final class EndAccess {

    private final EndSession endSession;
    private final Revocations revocations;

    EndAccess(EndSession endSession, Revocations revocations) {
        this.endSession = endSession;
        this.revocations = revocations;
    }

    void sessions(AccountId id) {
        endSession.endAll(id);
    }

    /** All that were issued so far, by sessions and by keys. */
    void tokens(AccountId id) {
        revocations.account(id.value());
    }
}
