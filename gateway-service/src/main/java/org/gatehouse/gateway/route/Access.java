package org.gatehouse.gateway.route;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kit.token.Permission;

/** What a route asks of its caller. */
public sealed interface Access {

    /** Anybody; a credential that came along is neither looked at nor forwarded. */
    record Public() implements Access {}

    /** A valid credential that holds all of the permissions; none of them means any valid credential. */
    record Requires(Set<Permission> permissions) implements Access {

        public Requires {
            permissions = Set.copyOf(permissions);
        }

        public static Requires permission(Permission one) {
            return new Requires(Set.of(one));
        }
    }

    /** Reads {@code public}, {@code authenticated}, or the wire names of permissions with commas. */
    static Optional<Access> parse(String text) {
        return switch (text) {
            case "public" -> Optional.of(new Public());
            case "authenticated" -> Optional.of(new Requires(Set.of()));
            default -> permissions(text);
        };
    }

    private static Optional<Access> permissions(String text) {
        var names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        var permissions = EnumSet.noneOf(Permission.class);
        names.forEach(name -> Permission.parse(name).ifPresent(permissions::add));
        return permissions.size() == names.size() ? Optional.of(new Requires(permissions)) : Optional.empty();
    }
}
