package org.gatehouse.auth.password;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords, at the same price for an account that exists and one that does not. */
@Context
public final class Passwords {

    private final Argon2 argon2;
    private final HashingGate gate;
    private final PasswordHash dummy;

    Passwords(RandomSource random, PasswordConfig config) {
        argon2 = new Argon2(random);
        gate = new HashingGate(config.hashingPermits(), config.hashingQueue());
        dummy = argon2.hash(random.token(), HashingCost.CURRENT);
    }

    /** Empty when too many hashes wait already. */
    public Optional<PasswordHash> hash(Secret password) {
        return gate.pass(() -> argon2.hash(password, HashingCost.CURRENT));
    }

    /** Checks against the stored hash, or against a dummy one for the same time when there is none. */
    public Check check(Secret password, @Nullable PasswordHash stored) {
        return gate.pass(() -> compare(password, stored)).orElseGet(Check.TooBusy::new);
    }

    private Check compare(Secret password, @Nullable PasswordHash stored) {
        var matches = argon2.matches(password, stored == null ? dummy : stored);
        if (stored == null || !matches) {
            return new Check.Wrong();
        }
        return stored.cost().equals(HashingCost.CURRENT)
                ? new Check.Right(Optional.empty())
                : new Check.Right(Optional.of(argon2.hash(password, HashingCost.CURRENT)));
    }

    @PreDestroy
    void close() {
        gate.close();
    }

    /** What came of checking a password. */
    public sealed interface Check {

        /** The password is right; when its hash was made with older parameters, here is a new one to store. */
        record Right(Optional<PasswordHash> renewed) implements Check {}

        record Wrong() implements Check {}

        record TooBusy() implements Check {}
    }
}
