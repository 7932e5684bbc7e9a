package org.gatehouse.auth.federation;

import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Row;

/**
 * A user of another issuer who could get in here, or could if their issuer let them in again.
 *
 * @param left whether the account is disabled here because the issuer said so
 */
public record Holder(AccountId account, String subject, boolean left) {

    static Holder read(Row row) {
        return new Holder(new AccountId(row.uuid("account_id")), row.text("subject"), row.truth("has_left"));
    }
}
