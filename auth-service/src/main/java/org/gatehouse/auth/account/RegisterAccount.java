package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.auth.password.PasswordPolicy;
import org.gatehouse.auth.password.Passwords;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.kit.problem.FieldError;

/** Opens an account; whoever registers chooses a name, an address and a password, and never the roles. */
@Singleton
public final class RegisterAccount {

    private static final int MAX_NAME = 200;

    private final OpenAccount openAccount;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final IdSource ids;
    private final InstantSource clock;

    RegisterAccount(
            OpenAccount openAccount, Passwords passwords, PasswordPolicy policy, IdSource ids, InstantSource clock) {
        this.openAccount = openAccount;
        this.passwords = passwords;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    public Outcome register(String name, String email, Secret password, List<Role> roles) {
        var objection = objection(name, email, password);
        if (objection.isPresent()) {
            return objection.get();
        }
        var address = Email.parse(email);
        var hash = passwords.hash(password);
        if (hash.isEmpty()) {
            return new Outcome.TooBusy();
        }
        var id = new AccountId(ids.next());
        var account = new Account(id, name.strip(), address.orElseThrow(), roles, true, clock.instant());
        return openAccount.open(account, hash.get()) ? new Outcome.Registered(account) : new Outcome.Taken();
    }

    /** What is wrong with them in themselves, if anything. */
    Optional<Outcome.Invalid> objection(String name, String email, Secret password) {
        var faults = faults(name, Email.parse(email).isPresent(), password);
        return faults.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Invalid(faults));
    }

    private List<FieldError> faults(String name, boolean addressed, Secret password) {
        var faults = new ArrayList<FieldError>();
        if (name.isBlank() || name.strip().length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            faults.add(new FieldError(
                    "name", "must have 1 to %d characters and no control characters".formatted(MAX_NAME)));
        }
        if (!addressed) {
            faults.add(new FieldError("email", "must be an e-mail address"));
        }
        policy.objection(password).ifPresent(text -> faults.add(new FieldError("password", text)));
        return faults;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Registered(Account account) implements Outcome {}

        record Taken() implements Outcome {}

        record Invalid(List<FieldError> errors) implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
