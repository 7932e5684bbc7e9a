package org.gatehouse.vault.wallet;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * Structured data to sign after EIP-712. Every member of a type must be there and nothing else may be: what is shown is
 * what is signed.
 */
public final class TypedData {

    private static final byte[] PREFIX = {0x19, 0x01};
    private static final String DOMAIN_TYPE = "EIP712Domain";

    private final String primaryType;
    private final Map<String, Object> domain;
    private final byte[] digest;

    private TypedData(String primaryType, Map<String, Object> domain, byte[] digest) {
        this.primaryType = primaryType;
        this.domain = domain;
        this.digest = digest;
    }

    /** Takes the JSON object that {@code eth_signTypedData_v4} takes; empty when it is not sound in every part. */
    public static Optional<TypedData> parse(Map<String, Object> json) {
        try {
            if (!(json.get("primaryType") instanceof String primaryType) || primaryType.equals(DOMAIN_TYPE)) {
                return Optional.empty();
            }
            var types = TypedDataTypes.parse(json.get("types"));
            types.requireStandardDomain(DOMAIN_TYPE);
            Map<String, Object> domain = TypedDataTypes.object(json.get("domain"));
            var encoder = new TypedDataEncoder(types);
            byte[] separator = encoder.hashStruct(DOMAIN_TYPE, domain);
            byte[] message = encoder.hashStruct(primaryType, TypedDataTypes.object(json.get("message")));
            return Optional.of(new TypedData(primaryType, domain, Keccak.hash256(PREFIX, separator, message)));
        } catch (UnsoundTypedData unsound) {
            return Optional.empty();
        }
    }

    public Signature sign(SecretMaterial privateKey) {
        return Signature.of(digest, privateKey);
    }

    public String primaryType() {
        return primaryType;
    }

    /**
     * {@code name|version|chainId|verifyingContract}, lower case where case means nothing; empty parts when absent, and a
     * fifth part for a salt.
     */
    public String domainName() {
        return part("name") + "|" + part("version") + "|" + part("chainId") + "|"
                + part("verifyingContract").toLowerCase(Locale.ROOT)
                + (domain.containsKey("salt") ? "|" + part("salt") : "");
    }

    byte[] digest() {
        return digest.clone();
    }

    private String part(String name) {
        Object value = domain.get(name);
        return value == null ? "" : value.toString();
    }
}
