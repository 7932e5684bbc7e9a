package org.gatehouse.auth.apiclient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.kit.token.Permission;

/**
 * A program with a key, and an account of its own that holds what it makes.
 *
 * @param id also its account's
 * @param owner who made it: it never may do more than they may
 */
record ApiClient(
        UUID id,
        UUID owner,
        String name,
        Optional<String> description,
        List<String> permissions,
        Optional<Integer> requestsPerMinute,
        String publicKeyId,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {

    static final String SELECT = """
        select c.id, c.owner_id, a.name, c.description, k.permissions, k.requests_per_minute, k.public_id,
               a.created_at, k.last_used_at
        from client c
        join account a on a.id = c.id
        join lateral (select * from api_key each where each.account_id = c.id
                      order by each.created_at desc, each.id desc limit 1) k on true
        """;

    Set<Permission> parsedPermissions() {
        return permissions.stream()
                .flatMap(each -> Permission.parse(each).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static ApiClient read(Row row) {
        return new ApiClient(
                row.uuid("id"),
                row.uuid("owner_id"),
                row.text("name"),
                row.optionalText("description"),
                row.texts("permissions"),
                row.optionalInteger("requests_per_minute"),
                row.text("public_id"),
                row.instant("created_at"),
                row.optionalInstant("last_used_at"));
    }
}
