package org.gatehouse.auth.federation;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Row;

/**
 * A user of another issuer, as known here.
 *
 * @param account empty when it was deleted here: such a user is refused
 * @param asOf the newest token whose roles and profile were taken over
 * @param refusedUntil tokens issued up to then are refused
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

    boolean refuses(Instant issuedAt) {
        return account.isEmpty()
                || refusedUntil.filter(until -> !issuedAt.isAfter(until)).isPresent();
    }
}
