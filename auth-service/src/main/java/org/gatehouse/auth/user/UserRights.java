package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.totp.ProofDemand;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** What administration of accounts asks for beside the permission, so that a stolen session or key makes nobody an administrator. */
@Singleton
final class UserRights {

    private final Accounts accounts;
    private final ProofDemand proofDemand;

    UserRights(Accounts accounts, ProofDemand proofDemand) {
        this.accounts = accounts;
        this.proofDemand = proofDemand;
    }

    Optional<PublicError> objectionToOpening(NewUser user, Caller.User caller) {
        return user.parsedRoles().contains(Role.ADMIN) ? proofDemand.ofAdministrator(caller) : Optional.empty();
    }

    /** None where there is no such account. */
    Optional<PublicError> objectionToChanging(AccountId id, UserChange change, Caller.User caller) {
        return change.concernsAccess()
                ? accounts.findPerson(id).flatMap(account -> proofDemand.ofAdministrator(caller))
                : Optional.empty();
    }

    /** None where there is no such account. */
    Optional<PublicError> objectionToDeleting(AccountId id, Caller.User caller) {
        return accounts.findPerson(id).flatMap(account -> proofDemand.ofAdministrator(caller));
    }
}
