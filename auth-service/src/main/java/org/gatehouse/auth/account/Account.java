package org.gatehouse.auth.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.kit.token.Permission;

/** A person or program with a name of its own here; holds no credential. */
public record Account(AccountId id, String name, Email email, List<Role> roles, boolean active, Instant createdAt) {

    public Account {
        roles = roles.stream().sorted().toList();
    }

    public Set<Permission> permissions() {
        return Role.permissionsOf(roles);
    }

    public Set<String> roleNames() {
        return roles.stream().map(Role::wire).collect(Collectors.toUnmodifiableSet());
    }

    /** For the records. */
    public String rolesInWords() {
        return roles.stream().map(Role::wire).collect(Collectors.joining(" "));
    }

    public Account with(String newName, List<Role> newRoles, boolean newActive) {
        return new Account(id, newName, email, newRoles, newActive, createdAt);
    }

    static Account read(Row row) {
        return new Account(
                new AccountId(row.uuid("id")),
                row.text("name"),
                new Email(row.text("email")),
                row.texts("roles").stream()
                        .flatMap(role -> Role.parse(role).stream())
                        .toList(),
                row.text("status").equals("active"),
                row.instant("created_at"));
    }
}
