package org.gatehouse.kit.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a credential may do; the wire names are the scopes of our tokens and the words in {@code @Secured}. */
public enum Permission {
    READ,
    WRITE,
    EXECUTE,
    ADMIN,
    /** To change stored secrets: only ever a key's, and only when it was asked for; a session shows a recent login instead. */
    SECRETS;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Permission> parse(String wire) {
        return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
    }
}
