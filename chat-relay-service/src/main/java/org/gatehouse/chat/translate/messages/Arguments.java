package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;

/** The arguments of a tool call: text in one dialect, an object in the other. */
final class Arguments {

    private Arguments() {}

    static JsonNode object(String text) throws IOException {
        return text.isBlank() ? JsonTree.object() : JsonTree.object(text.strip());
    }
}
