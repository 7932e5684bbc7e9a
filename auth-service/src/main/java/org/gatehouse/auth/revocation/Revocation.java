package org.gatehouse.auth.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.auth.sql.Row;

/**
 * Word that the tokens of a key, session or account, issued up to {@code at}, are refused from now on. Tokens tell whole seconds,
 * so those of that very second are refused with the earlier ones: the clocks of replicas agree no better.
 *
 * @param cursor grows with every revocation, in the order of their commits
 * @param until when the last token concerned has expired, and with it the need to know
 */
record Revocation(long cursor, Kind kind, UUID subject, Instant at, Instant until) {

    static Revocation read(Row row) {
        return new Revocation(
                row.number("cursor"),
                Kind.parse(row.text("kind")),
                row.uuid("subject"),
                row.instant("at"),
                row.instant("until"));
    }

    /** What a revocation names. */
    enum Kind {
        KEY,
        SESSION,
        ACCOUNT;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind parse(String wire) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wire().equals(wire))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
