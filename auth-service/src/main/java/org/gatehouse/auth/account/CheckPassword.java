package org.gatehouse.auth.account;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.auth.password.PasswordHash;
import org.gatehouse.auth.password.Passwords;
import org.gatehouse.auth.password.Passwords.Check;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Tells whose e-mail address and password these are, in the same time whether the account exists or not. */
@Singleton
public final class CheckPassword {

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final InstantSource clock;

    CheckPassword(AccountRepository accounts, Passwords passwords, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    public Outcome check(String email, Secret password) {
        var found = Email.parse(email).flatMap(accounts::findWithPassword).orElse(null);
        return switch (passwords.check(password, found == null ? null : found.hash())) {
            case Check.TooBusy() -> new Outcome.TooBusy();
            case Check.Wrong() -> new Outcome.Wrong(idOf(found));
            case Check.Right(var renewed)
            when found != null && found.account().active() -> {
                var hash = renewed.filter(
                                each -> accounts.renewHash(found.account().id(), found.hash(), each, clock.instant()))
                        .orElse(found.hash());
                yield new Outcome.Right(found.account(), hash);
            }
            case Check.Right(var ignored) -> new Outcome.Wrong(idOf(found));
        };
    }

    private static Optional<AccountId> idOf(AccountRepository.@Nullable WithPassword found) {
        return Optional.ofNullable(found).map(each -> each.account().id());
    }

    /** What came of it; wrong says nothing about what was wrong. */
    public sealed interface Outcome {
        /** Both as they were read: they may have changed when something is made of it. */
        record Right(Account account, PasswordHash hash) implements Outcome {}

        /** @param account for the records only: whoever asked must not learn whether there is one */
        record Wrong(Optional<AccountId> account) implements Outcome {}

        record TooBusy() implements Outcome {}
    }
}
