package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.CheckPassword;
import org.gatehouse.auth.attempt.LoginAttempts;
import org.gatehouse.auth.attempt.LoginAttempts.Attempt;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.totp.SecondFactor;
import org.jspecify.annotations.Nullable;

/** Opens a session for whoever knows the password and, where one is set up, holds the second factor. */
@Singleton
public final class LogIn {

    private final LoginAttempts attempts;
    private final CheckPassword checkPassword;
    private final SecondFactor secondFactor;
    private final OpenSession openSession;
    private final Audit audit;
    private final @Nullable ProviderLogins elsewhere;

    LogIn(
            LoginAttempts attempts,
            CheckPassword checkPassword,
            SecondFactor secondFactor,
            OpenSession openSession,
            Audit audit,
            @Nullable ProviderLogins elsewhere) {
        this.elsewhere = elsewhere;
        this.attempts = attempts;
        this.checkPassword = checkPassword;
        this.secondFactor = secondFactor;
        this.openSession = openSession;
        this.audit = audit;
    }

    /** @param otp a code of the second factor, needed only where one is set up */
    public Outcome logIn(String email, Secret password, @Nullable Secret otp) {
        return switch (attempts.begin(email)) {
            case LoginAttempts.Outcome.Locked(var wait) -> new Outcome.Locked(wait);
            case LoginAttempts.Outcome.Admitted(var attempt) ->
                elsewhere != null && elsewhere.areFor(email)
                        ? settled(attempt, elsewhere.logIn(email, password, otp))
                        : admitted(attempt, email, password, otp);
        };
    }

    private Outcome admitted(Attempt attempt, String email, Secret password, @Nullable Secret otp) {
        return switch (checkPassword.check(email, password)) {
            case CheckPassword.Outcome.Right(var account) -> known(attempt, account, otp);
            case CheckPassword.Outcome.Wrong(var account) -> refused(account, "password");
            case CheckPassword.Outcome.TooBusy() -> {
                attempts.takeBack(attempt);
                yield new Outcome.TooBusy();
            }
        };
    }

    private Outcome known(Attempt attempt, Account account, @Nullable Secret otp) {
        if (!secondFactor.enabled(account.id())) {
            return loggedIn(attempt, account, List.of("pwd"));
        }
        if (otp == null) {
            attempts.takeBack(attempt);
            return new Outcome.OtpRequired();
        }
        return switch (secondFactor.check(account.id(), otp)) {
            case SecondFactor.Outcome.Right _ -> loggedIn(attempt, account, List.of("pwd", "otp"));
            case SecondFactor.Outcome.Wrong() -> refused(Optional.of(account.id()), "otp");
            case SecondFactor.Outcome.Locked(var wait) -> new Outcome.Locked(wait);
            case SecondFactor.Outcome.Absent() -> refused(Optional.of(account.id()), "otp");
        };
    }

    private Outcome loggedIn(Attempt attempt, Account account, List<String> methods) {
        var pair = openSession.open(account, methods);
        attempts.succeeded(attempt);
        return new Outcome.LoggedIn(pair);
    }

    /** What another provider said counts as an attempt like one of ours. */
    private Outcome settled(Attempt attempt, Outcome outcome) {
        switch (outcome) {
            case Outcome.LoggedIn _ -> attempts.succeeded(attempt);
            case Outcome.Refused _ -> {}
            case Outcome.Unavailable _, Outcome.TooBusy _, Outcome.OtpRequired _, Outcome.Locked _ ->
                attempts.takeBack(attempt);
        }
        return outcome;
    }

    private Outcome refused(Optional<AccountId> account, String factor) {
        var details = Map.of("factor", account.isPresent() ? factor : "account");
        audit.record(new AuditEvent(AuditType.LOGIN_FAILED, account.map(AccountId::value), Optional.empty(), details));
        return new Outcome.Refused();
    }

    /** What came of a login; a refusal never says why. */
    public sealed interface Outcome {
        record LoggedIn(TokenPair pair) implements Outcome {}

        record Refused() implements Outcome {}

        /** The password is right, and not enough. */
        record OtpRequired() implements Outcome {}

        /** @param delay a minute at most */
        record Locked(Duration delay) implements Outcome {}

        record TooBusy() implements Outcome {}

        /** The identity provider whose user it is cannot be asked. */
        record Unavailable() implements Outcome {}
    }
}
