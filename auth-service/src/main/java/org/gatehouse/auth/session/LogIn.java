package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    private static final int MOST_CHECKS = 3;

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
            case CheckPassword.Outcome.Right proven -> {
                Supplier<CheckPassword.Outcome> again = () -> checkPassword.check(email, password);
                yield known(attempt, proven, again, otp);
            }
            case CheckPassword.Outcome.Wrong(var account) -> refused(account, "password");
            case CheckPassword.Outcome.TooBusy() -> tooBusy(attempt);
        };
    }

    private Outcome known(
            Attempt attempt,
            CheckPassword.Outcome.Right proven,
            Supplier<CheckPassword.Outcome> again,
            @Nullable Secret otp) {
        var account = proven.account().id();
        if (!secondFactor.enabled(account)) {
            return loggedIn(attempt, proven, again, List.of("pwd"));
        }
        if (otp == null) {
            attempts.takeBack(attempt);
            return new Outcome.OtpRequired();
        }
        return switch (secondFactor.check(account, otp)) {
            case SecondFactor.Outcome.Right _ -> loggedIn(attempt, proven, again, List.of("pwd", "otp"));
            case SecondFactor.Outcome.Wrong(), SecondFactor.Outcome.Absent() -> refused(Optional.of(account), "otp");
            case SecondFactor.Outcome.Locked(var wait) -> new Outcome.Locked(wait);
        };
    }

    /** Of an account that was changed since its password was checked the password is checked again. */
    private Outcome loggedIn(
            Attempt attempt,
            CheckPassword.Outcome.Right proven,
            Supplier<CheckPassword.Outcome> again,
            List<String> methods) {
        var account = proven.account().id();
        var latest = proven;
        for (int check = 1; check <= MOST_CHECKS; check++) {
            var pair = openSession.open(latest, methods);
            if (pair.isPresent()) {
                attempts.succeeded(attempt);
                return new Outcome.LoggedIn(pair.get());
            }
            switch (again.get()) {
                case CheckPassword.Outcome.Right right when right.account().id().equals(account) -> latest = right;
                case CheckPassword.Outcome.Right _, CheckPassword.Outcome.Wrong _ -> {
                    return refused(Optional.of(account), "password");
                }
                case CheckPassword.Outcome.TooBusy() -> {
                    return tooBusy(attempt);
                }
            }
        }
        return tooBusy(attempt);
    }

    private Outcome tooBusy(Attempt attempt) {
        attempts.takeBack(attempt);
        return new Outcome.TooBusy();
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
