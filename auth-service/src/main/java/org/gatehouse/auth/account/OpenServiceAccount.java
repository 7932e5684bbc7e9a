package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.kit.ambient.IdSource;

/** Opens an account for a program: with the role service, an address nobody has, and a password there is none for. */
@Singleton
public final class OpenServiceAccount {

    private final OpenAccount openAccount;
    private final IdSource ids;
    private final InstantSource clock;

    OpenServiceAccount(OpenAccount openAccount, IdSource ids, InstantSource clock) {
        this.openAccount = openAccount;
        this.ids = ids;
        this.clock = clock;
    }

    public Account open(String name) {
        var id = new AccountId(ids.next());
        var address = new Email("client-" + id + "@clients.invalid");
        var account = new Account(id, name, address, List.of(Role.SERVICE), true, clock.instant());
        if (!openAccount.open(account, PasswordHash.NONE)) {
            throw new IllegalStateException("an id was given twice");
        }
        return account;
    }
}
