package org.gatehouse.vault.envelope;

/** Which wrapping key: the provider, its id for the key, and the key's version there (1 where a provider has none). */
public record KeyName(String provider, String keyId, int version) {

    @Override
    public String toString() {
        return provider + ":" + keyId + ":" + version;
    }
}
