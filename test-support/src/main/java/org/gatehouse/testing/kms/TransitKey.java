package org.gatehouse.testing.kms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One {@code aes256-gcm96} key of the transit engine with its versions. */
final class TransitKey {

    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v(\\d+):(.*)");

    private final boolean derived;
    private final List<byte[]> versions = new ArrayList<>();
    private int minDecryptionVersion = 1;

    TransitKey(boolean derived) {
        this.derived = derived;
        rotate();
    }

    synchronized void rotate() {
        versions.add(BoundCipher.random(BoundCipher.KEY_BYTES));
    }

    synchronized void setMinDecryptionVersion(int version) {
        minDecryptionVersion = version;
    }

    synchronized Map<String, Object> describe() {
        return Map.of(
                "type",
                "aes256-gcm96",
                "derived",
                derived,
                "latest_version",
                versions.size(),
                "min_decryption_version",
                minDecryptionVersion,
                "exportable",
                false);
    }

    synchronized int latest() {
        return versions.size();
    }

    synchronized String encrypt(byte[] plain, byte[] context) throws TransitError {
        byte[] sealed = BoundCipher.seal(keyFor(versions.getLast(), context), plain, new byte[0]);
        return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(sealed);
    }

    synchronized byte[] decrypt(String ciphertext, byte[] context) throws TransitError {
        Matcher parts = CIPHERTEXT.matcher(ciphertext);
        if (!parts.matches()) {
            throw new TransitError(400, "invalid ciphertext: no prefix");
        }
        int version = Integer.parseInt(parts.group(1));
        if (version < 1 || version > versions.size()) {
            throw new TransitError(400, "invalid ciphertext: version is too new");
        }
        if (version < minDecryptionVersion) {
            throw new TransitError(400, "ciphertext or signature version is disallowed by policy (too old)");
        }
        byte[] key = keyFor(versions.get(version - 1), context);
        try {
            return BoundCipher.open(key, Base64.getDecoder().decode(parts.group(2)), new byte[0]);
        } catch (IllegalArgumentException malformed) {
            throw new TransitError(400, "invalid ciphertext: could not decode base64");
        } catch (GeneralSecurityException failure) {
            throw new TransitError(400, "cipher: message authentication failed");
        }
    }

    /** A key that does not derive ignores the context in silence, as the real engine does. */
    private byte[] keyFor(byte[] version, byte[] context) throws TransitError {
        if (!derived) {
            return version;
        }
        if (context.length == 0) {
            throw new TransitError(
                    400, "missing 'context' for key derivation; the key was created using a derived key");
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(version, "HmacSHA256"));
            mac.update("derive".getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
