package org.gatehouse.chat.upstream.morpheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;

/**
 * Reads the node's documents. Whole numbers come bare or as text, and beyond what a double holds, so that every scalar is
 * taken as the text that it was written as.
 */
final class Documents {

    private static final int LONG_BITS = 63;
    private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

    private Documents() {}

    /** The scalars of an object; what is nested is left out. */
    static Map<String, String> scalars(byte[] document) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            return members(parser);
        }
    }

    /** The objects of the array, or the one object, that the envelope holds under the name. */
    static List<Map<String, String>> entities(byte[] document, String name) throws IOException {
        var entities = new ArrayList<Map<String, String>>();
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        entities.add(members(parser));
                    }
                } else if (wanted && value == JsonToken.START_OBJECT) {
                    entities.add(members(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return entities;
    }

    private static Map<String, String> members(JsonParser parser) throws IOException {
        var members = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                members.put(name, parser.getText());
            }
            parser.skipChildren();
        }
        return members;
    }

    static NodeSession session(Map<String, String> entity) throws IOException {
        return new NodeSession(
                hash(entity, "Id"),
                hash(entity, "ModelAgentId").toLowerCase(Locale.ROOT),
                address(entity, "Provider"),
                instant(entity, "OpenedAt"),
                instant(entity, "EndsAt"),
                integer(entity, "ClosedAt").signum() != 0);
    }

    /** Ids go into paths and headers: nothing but an id may pass for one. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    static String hash(Map<String, String> entity, String name) throws IOException {
        return matching(HASH, entity, name);
    }

    static String address(Map<String, String> entity, String name) throws IOException {
        return matching(ADDRESS, entity, name);
    }

    private static String matching(Pattern pattern, Map<String, String> entity, String name) throws IOException {
        String value = text(entity, name);
        if (!pattern.matcher(value).matches()) {
            throw new NotJsonException(name + " is not what it should be");
        }
        return value;
    }

    static String text(Map<String, String> entity, String name) throws IOException {
        String value = entity.get(name);
        if (value == null || value.isEmpty()) {
            throw new NotJsonException(name + " is missing");
        }
        return value;
    }

    static BigInteger integer(Map<String, String> entity, String name) throws IOException {
        try {
            return new BigInteger(text(entity, name));
        } catch (NumberFormatException e) {
            throw new NotJsonException(name + " is not a whole number");
        }
    }

    private static Instant instant(Map<String, String> entity, String name) throws IOException {
        BigInteger seconds = integer(entity, name);
        if (seconds.signum() < 0
                || seconds.bitLength() > LONG_BITS
                || seconds.longValue() > Instant.MAX.getEpochSecond()) {
            throw new NotJsonException(name + " is out of range");
        }
        return Instant.ofEpochSecond(seconds.longValue());
    }
}
