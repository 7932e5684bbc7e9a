package org.gatehouse.vault.secret;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of secret the vault keeps. The wire names are stored and bound: they never change. */
enum Kind {
    PRIVATE_KEY("private-key"),
    PROVIDER_KEY("provider-key"),
    NODE("node");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    static Optional<Kind> parse(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }

    String wire() {
        return wire;
    }
}
