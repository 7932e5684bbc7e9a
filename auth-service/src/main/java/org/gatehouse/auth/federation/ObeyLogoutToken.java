package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.token.LogoutToken;
import org.gatehouse.kit.token.LogoutTokenVerifier;
import org.gatehouse.kit.token.LogoutTokenVerifier.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends here what a user of the realm has ended there (OpenID Connect Back-Channel Logout 1.0); each word of it works once. */
@Singleton
@Requires(beans = FederationConfig.class)
public final class ObeyLogoutToken {

    private static final Logger LOG = LoggerFactory.getLogger(ObeyLogoutToken.class);

    private final LogoutTokenVerifier verifier;
    private final ForeignSessionRepository spent;
    private final EndForeignSession endSession;
    private final FederatedAccounts accounts;
    private final Set<String> clients;
    private final Sql sql;

    ObeyLogoutToken(
            LogoutTokenVerifier verifier,
            ForeignSessionRepository spent,
            EndForeignSession endSession,
            FederatedAccounts accounts,
            FederationConfig config,
            Sql sql) {
        this.verifier = verifier;
        this.spent = spent;
        this.endSession = endSession;
        this.accounts = accounts;
        this.clients = Set.copyOf(config.logoutClients());
        this.sql = sql;
    }

    public Outcome obey(String token) {
        return switch (verifier.verify(token, clients)) {
            case Verdict.Accepted(var logout) -> sql.together(() -> obey(logout));
            case Verdict.Refused(var internalReason) -> {
                LOG.warn("A logout token was refused: {}", internalReason);
                yield Outcome.REFUSED;
            }
            case Verdict.KeysUnavailable() -> Outcome.UNAVAILABLE;
        };
    }

    private Outcome obey(LogoutToken logout) {
        var digest = Digest.of(Secret.of(logout.issuer() + "\n" + logout.id()));
        if (!spent.spend(digest, logout.expiresAt())) {
            return Outcome.REFUSED;
        }
        logout.session()
                .ifPresentOrElse(session -> endSession.end(logout.issuer(), List.of(session)), () -> endAll(logout));
        return Outcome.OBEYED;
    }

    private void endAll(LogoutToken logout) {
        logout.subject().ifPresent(subject -> accounts.endSessions(logout.issuer(), subject));
    }

    /** What came of it. */
    public enum Outcome {
        OBEYED,
        REFUSED,
        UNAVAILABLE
    }
}
