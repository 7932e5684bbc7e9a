package org.gatehouse.auth.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.kit.token.Permission;

/**
 * A person or program with a name of its own here; holds no credential.
 *
 * @param login whose word it takes that somebody is this one, and the name they log in with there
 */
public record Account(
        AccountId id, String name, Email email, List<Role> roles, boolean active, Instant createdAt, Login login) {

    public Account {
        roles = roles.stream().sorted().toList();
    }

    /** One that logs in here, with its address. */
    public Account(AccountId id, String name, Email email, List<Role> roles, boolean active, Instant createdAt) {
        this(id, name, email, roles, active, createdAt, new Login(IdentityProvider.LOCAL, email.value()));
    }

    public Set<Permission> permissions() {
        return Role.permissionsOf(roles);
    }

    boolean isPerson() {
        return !roles.contains(Role.SERVICE);
    }

    /** What its keys may be given at most. */
    public Set<Permission> grantable() {
        return Role.grantableBy(roles);
    }

    public Set<String> roleNames() {
        return roles.stream().map(Role::wire).collect(Collectors.toUnmodifiableSet());
    }

    /** For the records. */
    public String rolesInWords() {
        return roles.stream().map(Role::wire).collect(Collectors.joining(" "));
    }

    public Account with(String newName, List<Role> newRoles, boolean newActive) {
        return new Account(id, newName, email, newRoles, newActive, createdAt, login);
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
                row.instant("created_at"),
                new Login(
                        IdentityProvider.parse(row.text("identity_provider")),
                        row.optionalText("username").orElseGet(() -> row.text("email"))));
    }

    /** Where an account logs in, and as whom. */
    public record Login(IdentityProvider provider, String username) {}
}
