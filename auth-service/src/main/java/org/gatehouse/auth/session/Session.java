package org.gatehouse.auth.session;

import java.time.Instant;
import java.util.List;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Row;

/**
 * One login and all refresh tokens that descend from it.
 *
 * @param authenticatedAt when the owner last proved who they are
 * @param methods how: {@code pwd}, {@code otp} (RFC 8176)
 * @param expiresAt the end of its absolute life, which no refresh moves
 */
public record Session(SessionId id, AccountId owner, Instant authenticatedAt, List<String> methods, Instant expiresAt) {

    boolean hadSecondFactor() {
        return methods.contains("otp");
    }

    static Session read(Row row) {
        return new Session(
                new SessionId(row.uuid("id")),
                new AccountId(row.uuid("account_id")),
                row.instant("authenticated_at"),
                row.texts("methods"),
                row.instant("expires_at"));
    }
}
