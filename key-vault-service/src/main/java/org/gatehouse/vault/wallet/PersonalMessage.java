package org.gatehouse.vault.wallet;

import java.nio.charset.StandardCharsets;
import org.gatehouse.vault.envelope.SecretMaterial;

/** A text that a person signs: EIP-191 version 0x45, so that it can never pass for a transaction. */
public record PersonalMessage(String text) {

    private static final String PREFIX = "\u0019Ethereum Signed Message:\n";

    public Signature sign(SecretMaterial privateKey) {
        return Signature.of(digest(), privateKey);
    }

    byte[] digest() {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] prefix = (PREFIX + message.length).getBytes(StandardCharsets.UTF_8);
        return Keccak.hash256(prefix, message);
    }
}
