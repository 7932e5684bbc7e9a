package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.auth.token.AccessToken;
import org.gatehouse.kit.token.ForeignToken;
import org.gatehouse.kit.token.ForeignTokenVerifier;
import org.gatehouse.kit.token.ForeignTokenVerifier.Verdict;

/** Trades an access token of the realm for one of ours (RFC 8693); it is verified here too, whoever brings it. */
@Singleton
@Requires(beans = FederationConfig.class)
public final class ExchangeForeignToken {

    /** A session that was ended here is remembered for so long, so no token may live longer. */
    private static final Duration LONGEST_LIFE = Revocations.FOREIGN_SESSIONS_REMEMBERED;

    private final ForeignTokenVerifier verifier;
    private final RoleMap roles;
    private final FederatedAccounts accounts;
    private final Revocations revocations;
    private final FederatedTokens tokens;
    private final Sql sql;

    ExchangeForeignToken(
            ForeignTokenVerifier verifier,
            RoleMap roles,
            FederatedAccounts accounts,
            Revocations revocations,
            FederatedTokens tokens,
            Sql sql) {
        this.verifier = verifier;
        this.roles = roles;
        this.accounts = accounts;
        this.revocations = revocations;
        this.tokens = tokens;
        this.sql = sql;
    }

    public Outcome exchange(String token) {
        return switch (verifier.verify(token)) {
            case Verdict.Accepted(var foreign) ->
                sql.together(() -> exchange(foreign))
                        .<Outcome>map(Outcome.Exchanged::new)
                        .orElseGet(Outcome.Refused::new);
            case Verdict.Refused _, Verdict.UnknownKey _ -> new Outcome.Refused();
            case Verdict.KeysUnavailable _ -> new Outcome.Unavailable();
        };
    }

    private Optional<AccessToken> exchange(ForeignToken token) {
        var tooLong = Duration.between(token.issuedAt(), token.expiresAt()).compareTo(LONGEST_LIFE) > 0;
        if (tooLong || hasEnded(token)) {
            return Optional.empty();
        }
        return accounts.of(token, roles.of(token)).flatMap(account -> tokens.mint(token, account));
    }

    private boolean hasEnded(ForeignToken token) {
        return token.session()
                .map(session -> ForeignSession.id(token.issuer(), session))
                .filter(id -> revocations.haveEnded(id, token.issuedAt()))
                .isPresent();
    }

    /** What came of it; a refusal says nothing more. */
    public sealed interface Outcome {

        record Exchanged(AccessToken token) implements Outcome {}

        record Refused() implements Outcome {}

        /** No keys of the realm are at hand, so nothing can be said. */
        record Unavailable() implements Outcome {}
    }
}
