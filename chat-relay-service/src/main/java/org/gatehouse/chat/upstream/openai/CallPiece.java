package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a delta's list of tool calls, as far as it tells anything.
 *
 * @param place the index that the upstream gave, or null
 * @param id what the upstream calls it, or null
 * @param name the function's name, or null
 * @param arguments more of them, empty for none
 * @param entry all of it
 */
record CallPiece(
        @Nullable Integer place,
        @Nullable String id,
        @Nullable String name,
        String arguments,
        JsonNode entry) {

    static CallPiece of(JsonNode entry) {
        JsonNode function = entry.path("function");
        JsonNode name = function.hasNonNull("name") ? function.path("name") : entry.path("name");
        JsonNode arguments = function.has("arguments") ? function.path("arguments") : entry.path("arguments");
        return new CallPiece(
                place(entry.path("index")), text(entry.path("id")), text(name), text(arguments, ""), entry);
    }

    private static @Nullable Integer place(JsonNode index) {
        if (index.canConvertToInt()) {
            return index.intValue();
        }
        try {
            return index.isTextual() ? Integer.valueOf(index.asText().strip()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(JsonNode value, String otherwise) {
        String text = value.isContainerNode() ? JsonTree.text(value) : text(value);
        return text == null ? otherwise : text;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** Whether its arguments are those of a call that begins. */
    boolean opens() {
        return arguments.stripLeading().startsWith("{");
    }
}
