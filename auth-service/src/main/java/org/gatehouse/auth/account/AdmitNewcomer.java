package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.invite.Invites;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Lets newcomers register as the operator has set it: everybody, whoever brings an invite, or nobody. */
@Singleton
final class AdmitNewcomer {

    private final RegistrationConfig config;
    private final RegisterNewcomer registerNewcomer;
    private final Invites invites;

    AdmitNewcomer(RegistrationConfig config, RegisterNewcomer registerNewcomer, Invites invites) {
        this.config = config;
        this.registerNewcomer = registerNewcomer;
        this.invites = invites;
    }

    Outcome admit(String name, String email, Secret password, @Nullable Secret invite) {
        if (config.isOff()) {
            return new Outcome.Closed();
        }
        if (!config.isByInvite()) {
            return new Outcome.Admitted(register(name, email, password));
        }
        return invite == null
                ? new Outcome.NoInvite()
                : invites.use(invite)
                        .<Outcome>map(id -> new Outcome.Admitted(invited(id, name, email, password)))
                        .orElseGet(Outcome.WrongInvite::new);
    }

    /** The invite is spent before the account is opened, so that no two are opened with it. */
    private RegisterAccount.Outcome invited(UUID invite, String name, String email, Secret password) {
        boolean opened = false;
        try {
            var outcome = register(name, email, password);
            if (outcome instanceof RegisterAccount.Outcome.Registered(var account)) {
                opened = true;
                invites.usedBy(invite, account.id().value());
            }
            return outcome;
        } finally {
            if (!opened) {
                invites.giveBack(invite);
            }
        }
    }

    private RegisterAccount.Outcome register(String name, String email, Secret password) {
        return registerNewcomer.register(name, email, password, List.of(Role.USER));
    }

    sealed interface Outcome {
        record Admitted(RegisterAccount.Outcome outcome) implements Outcome {}

        /** Nobody registers. */
        record Closed() implements Outcome {}

        record NoInvite() implements Outcome {}

        /** It is unknown, spent or expired. */
        record WrongInvite() implements Outcome {}
    }
}
