package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.federation.RoleMap;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RoleRepresentation;

/** Gives users of the realm those of its roles that stand for ours, and touches no other. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class RealmRoles {

    private final RoleMap map;

    RealmRoles(RoleMap map) {
        this.map = map;
    }

    void give(RealmResource realm, String subject, Collection<Role> ours) {
        var wanted = theirs(ours);
        var level = realm.users().get(subject).roles().realmLevel();
        var given = level.listAvailable().stream()
                .filter(role -> wanted.contains(role.getName()))
                .toList();
        if (!given.isEmpty()) {
            level.add(given);
        }
    }

    void replace(RealmResource realm, String subject, Collection<Role> ours) {
        var wanted = theirs(ours);
        var level = realm.users().get(subject).roles().realmLevel();
        var taken = level.listAll().stream()
                .filter(role -> isMapped(role) && !wanted.contains(role.getName()))
                .toList();
        if (!taken.isEmpty()) {
            level.remove(taken);
        }
        give(realm, subject, ours);
    }

    private boolean isMapped(RoleRepresentation role) {
        return map.realmRoles().contains(role.getName());
    }

    private List<String> theirs(Collection<Role> ours) {
        return ours.stream().flatMap(role -> map.realmRoleFor(role).stream()).collect(Collectors.toList());
    }
}
