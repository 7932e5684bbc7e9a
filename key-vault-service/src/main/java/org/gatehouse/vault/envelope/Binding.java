package org.gatehouse.vault.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The place a secret belongs to. It is authenticated with the payload and again with the wrapped data key, so that
 * neither opens anywhere else.
 *
 * @param purpose what the secret is for, e.g. {@code private-key}
 * @param version counts the values the record has held, from 1
 * @param origin where the secret may be sent; empty when it is never sent
 */
public record Binding(OwnerId owner, String purpose, SecretId record, long version, String origin) {

    private static final String FORMAT = "gatehouse-vault-1";

    public byte[] forPayload() {
        return encode("payload");
    }

    public byte[] forWrap() {
        return encode("wrap");
    }

    /** The same facts for a key service that binds named values. */
    public Map<String, String> asContext() {
        var context = new TreeMap<>(Map.of(
                "format", FORMAT,
                "owner", owner.value().toString(),
                "purpose", purpose,
                "record", record.value().toString(),
                "version", Long.toString(version)));
        if (!origin.isEmpty()) {
            context.put("origin", origin);
        }
        return Map.copyOf(context);
    }

    /** Every field is preceded by its length, so that no two bindings share an encoding. */
    private byte[] encode(String layer) {
        var out = new ByteArrayOutputStream();
        for (String field : new String[] {
            FORMAT, layer, owner.value().toString(), purpose, record.value().toString(), Long.toString(version), origin
        }) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
