package org.gatehouse.auth.account;

import java.util.List;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The other home of accounts, administered: what is done to one of its accounts here is done there first. Every method
 * fails with 503, and nothing is changed, when it cannot be asked.
 */
public interface ForeignAccounts {

    /** Opens an account there and here; taken when somebody there has the address. */
    RegisterAccount.Outcome register(String name, Email email, Secret password, List<Role> roles);

    /** Takes over name, roles, status and, unless null, the password. */
    void change(Account old, Account changed, @Nullable Secret password);

    void delete(AccountId id);

    /** Takes the second factor away that the user has there; false when there was none. */
    boolean resetSecondFactor(AccountId id);
}
