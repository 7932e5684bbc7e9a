package org.gatehouse.auth.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.kit.token.Permission;

/** What an account is here, and with that what it may do at most; nobody chooses their own. */
public enum Role {
    USER,
    ADMIN,
    GUEST,

    /** A program's: what it may do is said by its key and bounded by who made it. */
    SERVICE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    /** All that any of the roles allows. */
    public static Set<Permission> permissionsOf(Collection<Role> roles) {
        return roles.stream().flatMap(role -> role.permissions().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** All that a key of such an account may be given: beside its own permissions that to change secrets, if it may write. */
    public static Set<Permission> grantableBy(Collection<Role> roles) {
        var grantable = new HashSet<>(permissionsOf(roles));
        if (grantable.contains(Permission.WRITE)) {
            grantable.add(Permission.SECRETS);
        }
        return Set.copyOf(grantable);
    }

    private Set<Permission> permissions() {
        return switch (this) {
            case USER -> EnumSet.of(Permission.READ, Permission.WRITE, Permission.EXECUTE);
            case ADMIN -> EnumSet.of(Permission.READ, Permission.WRITE, Permission.EXECUTE, Permission.ADMIN);
            case GUEST -> EnumSet.of(Permission.READ);
            case SERVICE -> EnumSet.noneOf(Permission.class);
        };
    }
}
