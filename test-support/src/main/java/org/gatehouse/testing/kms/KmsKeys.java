package org.gatehouse.testing.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The symmetric keys of one account, their states, and blobs that name their key as AWS's do. */
final class KmsKeys {

    enum State {
        ENABLED,
        DISABLED,
        PENDING_DELETION
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Key(byte[] material, State state) {}

    private static final byte BLOB_FORMAT = 1;
    private static final int ID_CHARS = 36;

    private final Map<String, Key> byId = new ConcurrentHashMap<>();
    private final String arnPrefix;

    KmsKeys(String region) {
        this.arnPrefix = "arn:aws:kms:" + region + ":111122223333:key/";
    }

    String create() {
        String id = UUID.randomUUID().toString();
        byId.put(id, new Key(BoundCipher.random(BoundCipher.KEY_BYTES), State.ENABLED));
        return arnPrefix + id;
    }

    void setState(String arn, State state) {
        byId.computeIfPresent(idOf(arn), (id, key) -> new Key(key.material(), state));
    }

    String arnOf(String idOrArn) {
        return arnPrefix + idOf(idOrArn);
    }

    byte[] encrypt(String idOrArn, byte[] plain, Map<String, Object> context) throws KmsError {
        String id = idOf(idOrArn);
        byte[] sealed = BoundCipher.seal(usable(idOrArn).material(), plain, encode(context));
        return ByteBuffer.allocate(1 + ID_CHARS + sealed.length)
                .put(BLOB_FORMAT)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .put(sealed)
                .array();
    }

    /** The key a blob names; KMS looks this up itself when the caller names none. */
    String keyOf(byte[] blob) throws KmsError {
        if (blob.length <= 1 + ID_CHARS || blob[0] != BLOB_FORMAT) {
            throw new KmsError("InvalidCiphertextException", "");
        }
        String id = new String(blob, 1, ID_CHARS, StandardCharsets.US_ASCII);
        if (!byId.containsKey(id)) {
            throw new KmsError("InvalidCiphertextException", "");
        }
        return arnPrefix + id;
    }

    byte[] decrypt(byte[] blob, Map<String, Object> context, @Nullable String expectedKey) throws KmsError {
        String arn = keyOf(blob);
        if (expectedKey != null) {
            usable(expectedKey);
            if (!arnOf(expectedKey).equals(arn)) {
                throw new KmsError(
                        "IncorrectKeyException",
                        "The key ID in the request does not identify a CMK that can perform this operation.");
            }
        }
        byte[] material = usable(arn).material();
        try {
            byte[] sealed = Arrays.copyOfRange(blob, 1 + ID_CHARS, blob.length);
            return BoundCipher.open(material, sealed, encode(context));
        } catch (GeneralSecurityException failure) {
            throw new KmsError("InvalidCiphertextException", "");
        }
    }

    private Key usable(String idOrArn) throws KmsError {
        Key key = byId.get(idOf(idOrArn));
        if (key == null) {
            throw new KmsError("NotFoundException", "Key '" + arnOf(idOrArn) + "' does not exist");
        }
        switch (key.state()) {
            case ENABLED -> {}
            case DISABLED -> throw new KmsError("DisabledException", arnOf(idOrArn) + " is disabled.");
            case PENDING_DELETION ->
                throw new KmsError("KMSInvalidStateException", arnOf(idOrArn) + " is pending deletion.");
        }
        return key;
    }

    private String idOf(String idOrArn) {
        return idOrArn.startsWith(arnPrefix) ? idOrArn.substring(arnPrefix.length()) : idOrArn;
    }

    private static byte[] encode(Map<String, Object> context) {
        return new TreeMap<>(context).toString().getBytes(StandardCharsets.UTF_8);
    }
}
