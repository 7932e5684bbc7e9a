package org.gatehouse.auth.apikey;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.kit.token.Permission;

/**
 * An API key as it lies in the database: everything but its secret.
 *
 * @param line what it has in common with the keys that took each other's place
 */
record StoredKey(
        ApiKeyId id,
        AccountId owner,
        String publicId,
        KeyTerms terms,
        UUID line,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> retiresAt) {

    static final String COLUMNS = """
        k.id, k.account_id, k.public_id, k.name, k.permissions, k.models, k.requests_per_minute,
        k.limit_by_administrator, k.line, k.created_at, k.expires_at, k.last_used_at, k.retires_at
        """;

    /** When it ceases to work: by its terms, or because another key has taken over. */
    Optional<Instant> endsAt() {
        return Stream.of(terms.expiresAt(), retiresAt).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    boolean worksAt(Instant now) {
        return endsAt().map(now::isBefore).orElse(true);
    }

    static StoredKey read(Row row) {
        return new StoredKey(
                new ApiKeyId(row.uuid("id")),
                new AccountId(row.uuid("account_id")),
                row.text("public_id"),
                terms(row),
                row.uuid("line"),
                row.instant("created_at"),
                row.optionalInstant("last_used_at"),
                row.optionalInstant("retires_at"));
    }

    private static KeyTerms terms(Row row) {
        return new KeyTerms(
                row.text("name"),
                row.texts("permissions").stream()
                        .flatMap(wire -> Permission.parse(wire).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                row.texts("models"),
                row.optionalInstant("expires_at"),
                RequestLimit.read(row));
    }
}
