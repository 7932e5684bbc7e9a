package org.gatehouse.auth.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
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

    private Set<Permission> permissions() {
        return switch (this) {
            case USER -> EnumSet.of(Permission.READ, Permission.WRITE, Permission.EXECUTE);
            case ADMIN -> EnumSet.allOf(Permission.class);
            case GUEST -> EnumSet.of(Permission.READ);
            case SERVICE -> EnumSet.noneOf(Permission.class);
        };
    }
}
