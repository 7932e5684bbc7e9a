package org.gatehouse.chat.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Documents as trees, for what is translated between dialects; what passes within one dialect is never parsed into one. */
public final class JsonTree {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonTree() {}

    /**
     * Reads one object.
     *
     * @throws IOException when the bytes are no JSON object
     */
    public static JsonNode object(byte[] document) throws IOException {
        try (JsonParser parser = new LongTexts(Json.treeParser(document), document)) {
            JsonNode tree = at(parser);
            if (tree == null || !tree.isObject() || parser.nextToken() != null) {
                throw new NotJsonException("not one object");
            }
            return tree;
        }
    }

    /**
     * Reads one object, which is given as a text.
     *
     * @throws IOException when the text is no JSON object
     */
    public static JsonNode object(String document) throws IOException {
        JsonNode tree = value(document);
        if (!tree.isObject()) {
            throw new NotJsonException("not one object");
        }
        return tree;
    }

    /**
     * Reads one value of any kind.
     *
     * @throws IOException when the text is not one JSON value
     */
    public static JsonNode value(String document) throws IOException {
        try (JsonParser parser = Json.treeParser(document)) {
            return one(parser);
        }
    }

    /**
     * Reads an upstream's document in which numbers may be none: those become null.
     *
     * @throws IOException when it is not JSON beside that
     */
    public static JsonNode ofUpstream(byte[] document) throws IOException {
        try (JsonParser parser = Json.lenientParser(document)) {
            JsonNode tree = one(parser);
            OddNumbers.toNull(tree);
            return tree;
        }
    }

    /**
     * Reads the value that a parser is at, which is then at its last token.
     *
     * @throws IOException when it is not JSON, or holds a number that nothing can hold, such as {@code 1e99999999999}
     */
    public static JsonNode at(JsonParser parser) throws IOException {
        try {
            return MAPPER.readTree(parser);
        } catch (NumberFormatException e) {
            throw new NotJsonException("a number out of all range");
        }
    }

    private static JsonNode one(JsonParser parser) throws IOException {
        JsonNode tree = at(parser);
        if (tree == null || tree.isMissingNode() || parser.nextToken() != null) {
            throw new NotJsonException("not one value");
        }
        return tree;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A text. */
    static JsonNode of(String text) {
        return MAPPER.getNodeFactory().textNode(text);
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(JsonNode tree) {
        return tree.toString();
    }
}
