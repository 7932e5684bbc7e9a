package org.gatehouse.gateway.route;

import java.util.Optional;
import org.gatehouse.kit.token.Permission;

/** What a route asks of its caller. */
public sealed interface Access {

    /** Anybody; a credential that came along is neither looked at nor forwarded. */
    record Public() implements Access {}

    /** A valid credential that holds the permission. */
    record Requires(Permission permission) implements Access {}

    /** Reads {@code public} or the wire name of a permission. */
    static Optional<Access> parse(String text) {
        return text.equals("public")
                ? Optional.of(new Public())
                : Permission.parse(text).map(Requires::new);
    }
}
