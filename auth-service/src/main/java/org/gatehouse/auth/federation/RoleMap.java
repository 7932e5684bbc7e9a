package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.auth.account.Role;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.token.ForeignToken;

/** The only way to a role for a user of the realm: what is not listed grants nothing (threat model, row 19). */
@Context
@Requires(beans = FederationConfig.class)
public final class RoleMap {

    private static final String SETTING = "GATEHOUSE_KEYCLOAK_ROLES";
    private static final Pattern ENTRY = Pattern.compile("(?:realm/([^=,]+)|client/([^=,]+)/([^=,/]+))=([a-z]+)");

    private final List<Entry> entries;

    RoleMap(FederationConfig config) {
        entries = Arrays.stream(config.roles().split(",", -1))
                .map(String::strip)
                .map(RoleMap::entry)
                .toList();
    }

    List<Role> of(ForeignToken token) {
        return entries.stream()
                .filter(entry -> entry.heldBy(token))
                .map(Entry::ours)
                .distinct()
                .toList();
    }

    /** The role of the realm that stands for one of ours; empty when none does. */
    public Optional<String> realmRoleFor(Role ours) {
        return entries.stream()
                .filter(entry -> entry.client().isEmpty() && entry.ours() == ours)
                .map(Entry::theirs)
                .findFirst();
    }

    /** All roles of the realm that are one of ours here. */
    public List<String> realmRoles() {
        var roles = new ArrayList<String>();
        entries.stream()
                .filter(entry -> entry.client().isEmpty())
                .map(Entry::theirs)
                .forEach(roles::add);
        return roles;
    }

    private static Entry entry(String text) {
        var matcher = ENTRY.matcher(text);
        if (!matcher.matches()) {
            throw refused();
        }
        var ours = Role.parse(matcher.group(4))
                .filter(role -> role != Role.SERVICE)
                .orElseThrow(RoleMap::refused);
        return matcher.group(1) != null
                ? new Entry(Optional.empty(), matcher.group(1), ours)
                : new Entry(Optional.of(matcher.group(2)), matcher.group(3), ours);
    }

    private static SettingException refused() {
        return new SettingException(
                SETTING,
                "must be a list such as realm/user=user,client/<client id>/<role>=admin; ours: user, admin, guest");
    }

    private record Entry(Optional<String> client, String theirs, Role ours) {

        boolean heldBy(ForeignToken token) {
            return client.map(token::clientRoles).orElseGet(token::realmRoles).contains(theirs);
        }
    }
}
