package org.gatehouse.vault.secret;

/** The kinds of secret the vault keeps. The wire names are stored and bound: they never change. */
enum Kind {
    PRIVATE_KEY("private-key"),
    PROVIDER_KEY("provider-key"),
    NODE("node");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
