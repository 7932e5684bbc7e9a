package org.gatehouse.vault.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * What is authenticated by an anchor: HMAC-SHA-256 over its number, its time, the anchor before it, and the ends of the
 * chains that had grown, every field preceded by its length.
 */
final class Anchor {

    static final byte[] NONE = new byte[32];

    private static final String FORMAT = "gatehouse-vault-anchor-1";
    private static final String ALGORITHM = "HmacSHA256";

    @SuppressWarnings("ArrayRecordComponent")
    record End(UUID ownerId, long sequence, byte[] hash) {}

    private Anchor() {}

    static byte[] mac(SecretMaterial key, long number, Instant at, byte[] before, List<End> ends) {
        return key.expose(bytes -> {
            Mac mac = keyed(bytes);
            update(mac, FORMAT);
            update(mac, Long.toString(number));
            update(mac, at.toString());
            update(mac, before);
            update(mac, Integer.toString(ends.size()));
            for (End end : ends) {
                update(mac, end.ownerId().toString());
                update(mac, Long.toString(end.sequence()));
                update(mac, end.hash());
            }
            return mac.doFinal();
        });
    }

    /** As it is logged and exported; hex would be taken for a private key and masked. */
    static String spell(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static Mac keyed(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    private static void update(Mac mac, String field) {
        update(mac, field.getBytes(StandardCharsets.UTF_8));
    }

    private static void update(Mac mac, byte[] field) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        mac.update(field);
    }
}
