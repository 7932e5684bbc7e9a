package org.gatehouse.auth.user;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.auth.password.PasswordPolicy;
import org.gatehouse.auth.password.Passwords;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Checks and hashes the password an account is to have from now on. */
@Singleton
final class NewPassword {

    private final Passwords passwords;
    private final PasswordPolicy policy;

    NewPassword(Passwords passwords, PasswordPolicy policy) {
        this.passwords = passwords;
        this.policy = policy;
    }

    /** Ready without a hash when there is no password. */
    Outcome of(@Nullable Secret password) {
        if (password == null) {
            return new Outcome.Ready(Optional.empty());
        }
        return policy.objection(password)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> passwords
                        .hash(password)
                        .<Outcome>map(hash -> new Outcome.Ready(Optional.of(hash)))
                        .orElseGet(Outcome.TooBusy::new));
    }

    sealed interface Outcome {
        record Ready(Optional<PasswordHash> hash) implements Outcome {}

        record Refused(String objection) implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
