package org.gatehouse.auth.federation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Row;

/**
 * A user of another issuer, as known here.
 *
 * @param account empty when it was deleted here: such a user is refused
 * @param asOf the newest token whose roles and profile were taken over
 * @param refusedUntil tokens issued before are refused
 */
public record FederatedIdentity(
        String issuer, String subject, Optional<AccountId> account, Instant asOf, Optional<Instant> refusedUntil) {

    static FederatedIdentity read(Row row) {
        return new FederatedIdentity(
                row.text("issuer"),
                row.text("subject"),
                row.optionalUuid("account_id").map(AccountId::new),
                row.instant("as_of"),
                row.optionalInstant("refused_until"));
    }

    /** Tokens tell whole seconds: those of the very second are left to the list of ended sessions, which is exact. */
    boolean refuses(Instant issuedAt) {
        return account.isEmpty()
                || refusedUntil
                        .map(until -> until.truncatedTo(ChronoUnit.SECONDS))
                        .filter(issuedAt::isBefore)
                        .isPresent();
    }
}
