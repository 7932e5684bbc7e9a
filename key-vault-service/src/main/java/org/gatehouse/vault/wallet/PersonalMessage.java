package org.gatehouse.vault.wallet;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatehouse.vault.envelope.SecretMaterial;

/** A text that a person signs: EIP-191 version 0x45, so that it can never pass for a transaction. */
public final class PersonalMessage {

    private static final String PREFIX = "\u0019Ethereum Signed Message:\n";

    private final byte[] digest;

    private PersonalMessage(byte[] message) {
        byte[] prefix = (PREFIX + message.length).getBytes(StandardCharsets.UTF_8);
        this.digest = Keccak.hash256(prefix, message);
    }

    /** Empty for what is no text in UTF-8. */
    public static Optional<PersonalMessage> of(String text) {
        try {
            return Optional.of(new PersonalMessage(Utf8.encode(text)));
        } catch (UnsoundTypedData unsound) {
            return Optional.empty();
        }
    }

    public Signature sign(SecretMaterial privateKey) {
        return Signature.of(digest, privateKey);
    }

    byte[] digest() {
        return digest.clone();
    }
}
