package org.gatehouse.auth.account;

import java.util.Arrays;
import java.util.Locale;

/** Who keeps an account's password, second factor and sessions. */
public enum IdentityProvider {
    LOCAL,
    KEYCLOAK;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static IdentityProvider parse(String wire) {
        return Arrays.stream(values())
                .filter(each -> each.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }
}
