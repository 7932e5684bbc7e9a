package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.kit.token.ForeignToken;

/**
 * Keeps the record of logins at the realm. A browser logs in where we do not see it, and every token of it is exchanged
 * many times: so what is recorded is each session once, with the first of its tokens that comes, and again when its owner
 * has proved anew who they are ({@code auth_time}), such as with a second factor. A token without a session is a login of
 * its own.
 */
@Singleton
@Requires(beans = FederationConfig.class)
final class ForeignLogins {

    private final ForeignSessionRepository sessions;
    private final Audit audit;
    private final InstantSource clock;

    ForeignLogins(ForeignSessionRepository sessions, Audit audit, InstantSource clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes note of a token of the account, in the transaction that accepts it.
     *
     * @param loggedInAt when its owner was seen to prove who they are; the realm's own word comes first
     * @return when that was last, as far as anybody knows
     */
    Optional<Instant> note(ForeignToken token, AccountId account, Optional<Instant> loggedInAt) {
        var session = id(token);
        var at = token.authentication().at().or(() -> loggedInAt);
        var seen = sessions.see(session, account, at, clock.instant());
        if (seen.isLogin()) {
            audit.record(AuditEvent.of(AuditType.LOGIN_SUCCEEDED, account.value())
                    .about(session)
                    .with(details(token)));
        }
        return seen.authenticatedAt();
    }

    private static UUID id(ForeignToken token) {
        return ForeignSession.id(
                token.issuer(), token.session().or(() -> token.text("jti")).orElseThrow());
    }

    private static Map<String, String> details(ForeignToken token) {
        var authentication = token.authentication();
        return Map.of(
                "issuer", token.issuer(),
                "client", token.client(),
                "acr", authentication.acr().orElse(""),
                "methods",
                        String.join(" ", authentication.amr().stream().sorted().toList()));
    }
}
