package org.gatehouse.auth.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.kit.token.Permission;

/**
 * What a key is called and what it may do.
 *
 * @param models the models it may use; empty means all
 */
record KeyTerms(
        String name,
        Set<Permission> permissions,
        List<String> models,
        Optional<Instant> expiresAt,
        Optional<RequestLimit> requests) {

    KeyTerms {
        permissions = Set.copyOf(permissions);
        models = List.copyOf(models);
    }

    /** For the records. */
    Map<String, String> inWords() {
        return Map.of(
                "name",
                name,
                "permissions",
                permissions.stream().sorted().map(Permission::wire).collect(Collectors.joining(" ")));
    }

    /** Whether a holder could gain by making a second key. */
    boolean limiting() {
        return !models.isEmpty() || expiresAt.isPresent() || requests.isPresent();
    }
}
