package org.gatehouse.gateway.authn;

/** An access token of the Keycloak realm. */
record ForeignCredential(String text) implements Exchangeable {

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
    public String toString() {
        return "ForeignCredential[redacted]";
    }
}
