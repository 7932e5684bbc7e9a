package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.auth.account.CheckPassword;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Opens a session for whoever knows the password. */
@Singleton
public final class LogIn {

    private final CheckPassword checkPassword;
    private final OpenSession openSession;
    private final @Nullable ProviderLogins elsewhere;

    LogIn(CheckPassword checkPassword, OpenSession openSession, @Nullable ProviderLogins elsewhere) {
        this.elsewhere = elsewhere;
        this.checkPassword = checkPassword;
        this.openSession = openSession;
    }

    public Outcome logIn(String email, Secret password, @Nullable String userAgent) {
        if (elsewhere != null && elsewhere.areFor(email)) {
            return elsewhere.logIn(email, password, null);
        }
        return switch (checkPassword.check(email, password)) {
            case CheckPassword.Outcome.Right(var account) ->
                new Outcome.LoggedIn(openSession.open(account, List.of("pwd"), userAgent));
            case CheckPassword.Outcome.Wrong() -> new Outcome.Refused();
            case CheckPassword.Outcome.TooBusy() -> new Outcome.TooBusy();
        };
    }

    /** What came of a login; a refusal never says why. */
    public sealed interface Outcome {
        record LoggedIn(TokenPair pair) implements Outcome {}

        record Refused() implements Outcome {}

        record TooBusy() implements Outcome {}

        /** The identity provider whose user it is cannot be asked. */
        record Unavailable() implements Outcome {}
    }
}
