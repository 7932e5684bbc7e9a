package org.gatehouse.testing.kms;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object of one request, read strictly. */
record KmsRequest(Map<String, Object> fields) {

    String text(String field) throws KmsError {
        String text = optional(field);
        if (text == null || text.isEmpty()) {
            throw new KmsError("ValidationException", "1 validation error detected: '" + field + "' must not be null");
        }
        return text;
    }

    @Nullable
    String optional(String field) {
        return fields.get(field) instanceof String text ? text : null;
    }

    byte[] bytes(String field) throws KmsError {
        try {
            return Base64.getDecoder().decode(text(field));
        } catch (IllegalArgumentException malformed) {
            throw new KmsError("SerializationException", field + " is not base64");
        }
    }

    Map<String, Object> map(String field) {
        Map<String, Object> copy = new HashMap<>();
        if (fields.get(field) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), String.valueOf(value)));
        }
        return copy;
    }
}
