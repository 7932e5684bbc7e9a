package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.token.ForeignToken;
import org.gatehouse.kit.token.ForeignTokenVerifier;
import org.gatehouse.kit.token.ForeignTokenVerifier.Verdict;

/** Finds the account that an access token of the realm speaks for, whoever brings it, and records the login it comes from. */
@Singleton
@Requires(beans = FederationConfig.class)
public final class RecogniseForeignToken {

    /** A session that was ended here is remembered for so long, so no token may live longer. */
    private static final Duration LONGEST_LIFE = Revocations.FOREIGN_SESSIONS_REMEMBERED;

    private final ForeignTokenVerifier verifier;
    private final RoleMap roles;
    private final FederatedAccounts accounts;
    private final ForeignLogins logins;
    private final Revocations revocations;
    private final Sql sql;

    RecogniseForeignToken(
            ForeignTokenVerifier verifier,
            RoleMap roles,
            FederatedAccounts accounts,
            ForeignLogins logins,
            Revocations revocations,
            Sql sql) {
        this.verifier = verifier;
        this.roles = roles;
        this.accounts = accounts;
        this.logins = logins;
        this.revocations = revocations;
        this.sql = sql;
    }

    /** Of a login that has just succeeded. */
    public Outcome<Visitor> recognise(String token, Instant loggedInAt) {
        return recognise(token, Optional.of(loggedInAt), Optional::of);
    }

    /** @param then what to do in the same transaction, while the account stays as it is */
    <T> Outcome<T> recognise(String token, Function<Visitor, Optional<T>> then) {
        return recognise(token, Optional.empty(), then);
    }

    private <T> Outcome<T> recognise(String token, Optional<Instant> loggedInAt, Function<Visitor, Optional<T>> then) {
        return switch (verifier.verify(token)) {
            case Verdict.Accepted(var foreign) ->
                sql.together(() -> visitor(foreign, loggedInAt).flatMap(then))
                        .<Outcome<T>>map(Outcome.Recognised::new)
                        .orElseGet(Outcome.Refused::new);
            case Verdict.Refused _, Verdict.UnknownKey _ -> new Outcome.Refused<>();
            case Verdict.KeysUnavailable _ -> new Outcome.Unavailable<>();
        };
    }

    private Optional<Visitor> visitor(ForeignToken token, Optional<Instant> loggedInAt) {
        var tooLong = Duration.between(token.issuedAt(), token.expiresAt()).compareTo(LONGEST_LIFE) > 0;
        if (tooLong || hasEnded(token)) {
            return Optional.empty();
        }
        return accounts.of(token, roles.of(token))
                .map(account -> new Visitor(token, account, logins.note(token, account.id(), loggedInAt)));
    }

    private boolean hasEnded(ForeignToken token) {
        return token.session()
                .map(session -> ForeignSession.id(token.issuer(), session))
                .filter(id -> revocations.haveEnded(id, token.issuedAt()))
                .isPresent();
    }

    /** @param authenticatedAt when the owner last proved who they are, where anybody knows */
    public record Visitor(ForeignToken token, Account account, Optional<Instant> authenticatedAt) {}

    /** What came of it; a refusal says nothing more. */
    public sealed interface Outcome<T> {

        record Recognised<T>(T result) implements Outcome<T> {}

        record Refused<T>() implements Outcome<T> {}

        /** No keys of the realm are at hand, so nothing can be said. */
        record Unavailable<T>() implements Outcome<T> {}
    }
}
