package org.gatehouse.auth.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.config.SettingException;

/** The AES-256-GCM keys that seal what is stored, by id: the first seals, every one opens; a value opens only in the context it was sealed in. */
public final class MasterKeys {

    private static final String SETTING = "GATEHOUSE_AUTH_MASTER_KEYS";
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)");

    private final Map<String, Aead> byId = new LinkedHashMap<>();

    /**
     * @param setting {@code id:base64[,id:base64…]}, 32 bytes each
     * @throws IllegalArgumentException with what is wrong, and nothing of the keys
     */
    public MasterKeys(Secret setting) {
        for (var entry : setting.reveal().split(",", -1)) {
            var parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("must be id:base64 of 32 bytes, more of them after commas");
            }
            if (byId.put(parts.group(1), aead(parts.group(2))) != null) {
                throw new IllegalArgumentException("names the id " + parts.group(1) + " twice");
            }
        }
    }

    public String currentId() {
        return byId.keySet().iterator().next();
    }

    public Sealed seal(byte[] plain, String context) {
        var id = currentId();
        try {
            return new Sealed(id, named(id).encrypt(plain, context.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** @throws SettingException when none of the keys opens it */
    public byte[] open(Sealed sealed, String context) {
        try {
            return named(sealed.masterKeyId()).decrypt(sealed.bytes(), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new SettingException(
                    SETTING,
                    "does not open what is stored: its key %s is not the one that sealed it; put that back"
                            .formatted(sealed.masterKeyId()),
                    e);
        }
    }

    private Aead named(String id) {
        var aead = byId.get(id);
        if (aead == null) {
            throw new SettingException(SETTING, "lacks the key " + id + " that sealed what is stored: put it back");
        }
        return aead;
    }

    private static Aead aead(String base64) {
        var key = Base64.getDecoder().decode(base64);
        if (IntStream.range(0, key.length).map(i -> key[i]).distinct().count() < 8) {
            throw new IllegalArgumentException("holds a key that is not random");
        }
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("holds a key that cannot be used", e);
        }
    }
}
