package org.gatehouse.kit.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a credential may do; the wire names are the scopes of our tokens and the words in {@code @Secured}. */
public enum Permission {
    READ,
    WRITE,
    EXECUTE,
    ADMIN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Permission> parse(String wire) {
        return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
    }
}
