package org.gatehouse.auth.apiclient;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/** What a client is called and may do. */
record ClientTerms(
        String name, @Nullable String description, Set<Permission> permissions, Optional<Integer> requestsPerMinute) {

    ClientTerms {
        permissions = Set.copyOf(permissions);
    }

    String permissionsInWords() {
        return permissions.stream().sorted().map(Permission::wire).collect(Collectors.joining(" "));
    }
}
