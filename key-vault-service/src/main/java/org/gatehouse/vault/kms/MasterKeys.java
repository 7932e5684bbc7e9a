package org.gatehouse.vault.kms;

import static java.util.stream.Collectors.joining;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.SecretMaterial;

/** The local master keys, by id: the first writes, all of them read. Its text names the ids only. */
final class MasterKeys {

    static final String VARIABLE = "GATEHOUSE_VAULT_MASTER_KEYS";

    private static final Pattern ENTRY = Pattern.compile("(?<id>[A-Za-z0-9._-]{1,64}):(?<key>[A-Za-z0-9+/]+={0,2})");

    private final Map<String, MasterKey> byId;
    private final String currentId;
    private final MasterKey current;

    private MasterKeys(SequencedMap<String, MasterKey> byId) {
        this.byId = byId;
        var first = byId.firstEntry();
        this.currentId = first.getKey();
        this.current = first.getValue();
    }

    /**
     * Reads {@code id:base64[,id:base64]}.
     *
     * @throws SettingException naming the variable and the entry, never its value
     */
    static MasterKeys parse(String text) {
        var byId = new LinkedHashMap<String, MasterKey>();
        String[] entries = text.strip().split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            var entry = ENTRY.matcher(entries[i].strip());
            if (!entry.matches()) {
                throw refused("entry " + (i + 1) + " is not <id>:<base64>");
            }
            try (SecretMaterial key = decode(entry.group("key"), i + 1)) {
                if (byId.put(entry.group("id"), new MasterKey(key)) != null) {
                    throw refused("the id of entry " + (i + 1) + " is used twice");
                }
            }
        }
        return new MasterKeys(byId);
    }

    String currentId() {
        return currentId;
    }

    MasterKey current() {
        return current;
    }

    Optional<MasterKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public String toString() {
        return byId.keySet().stream().collect(joining(", ", "master keys ", ""));
    }

    private static SecretMaterial decode(String base64, int position) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw refused("entry " + position + " is not base64");
        }
        var key = SecretMaterial.owning(bytes);
        if (bytes.length != AesGcm.KEY_BYTES) {
            key.close();
            throw refused("entry " + position + " holds " + bytes.length + " bytes, not " + AesGcm.KEY_BYTES);
        }
        if (key.expose(MasterKeys::isOneByteRepeated)) {
            key.close();
            throw refused("entry " + position + " is one byte repeated, not a random key");
        }
        return key;
    }

    private static boolean isOneByteRepeated(byte[] key) {
        int differing = 0;
        for (byte b : key) {
            differing |= b ^ key[0];
        }
        return differing == 0;
    }

    private static SettingException refused(String why) {
        return new SettingException(VARIABLE, "is refused: " + why);
    }
}
