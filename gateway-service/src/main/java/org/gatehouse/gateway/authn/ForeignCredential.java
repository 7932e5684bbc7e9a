package org.gatehouse.gateway.authn;

import java.net.InetAddress;
import java.util.Optional;

/** An access token of the Keycloak realm, and the client that brought it. */
record ForeignCredential(String text, InetAddress client) implements Exchangeable {

    @Override
    public String reveal() {
        return text;
    }

    @Override
    public KeyDigest digest() {
        return KeyDigest.of(text);
    }

    @Override
    public String tokenType() {
        return "urn:ietf:params:oauth:token-type:jwt";
    }

    @Override
    public Optional<InetAddress> bearer() {
        return Optional.of(client);
    }

    @Override
    public String toString() {
        return "ForeignCredential[redacted]";
    }
}
