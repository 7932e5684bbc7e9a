package org.gatehouse.chat.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.json.JsonTree;

/**
 * Thoughts of other models in a history. Anthropic signs its own and refuses any other, so that those without a signature, which
 * the relay makes of another model's, are left out.
 */
final class ForeignThoughts {

    private static final byte[] THINKING = "thinking\"".getBytes(StandardCharsets.US_ASCII);

    private ForeignThoughts() {}

    /** The body without them; the very same array when it has none. */
    static byte[] without(byte[] body) {
        if (!mentions(body)) {
            return body;
        }
        try {
            JsonNode request = JsonTree.object(body);
            return clean(request.path("messages")) ? JsonTree.bytes(request) : body;
        } catch (IOException e) {
            return body; // not ours to judge
        }
    }

    private static boolean mentions(byte[] body) {
        for (int i = 0; i <= body.length - THINKING.length; i++) {
            int at = 0;
            while (at < THINKING.length && body[i + at] == THINKING[at]) {
                at++;
            }
            if (at == THINKING.length) {
                return true;
            }
        }
        return false;
    }

    private static boolean clean(JsonNode messages) {
        boolean changed = false;
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.path(i).path("content") instanceof ArrayNode content && cleanBlocks(content)) {
                changed = true;
                if (content.isEmpty() && messages instanceof ArrayNode turns) {
                    turns.remove(i);
                }
            }
        }
        return changed;
    }

    private static boolean cleanBlocks(ArrayNode content) {
        int before = content.size();
        for (int i = before - 1; i >= 0; i--) {
            if (content.path(i) instanceof ObjectNode block && isForeign(block)) {
                content.remove(i);
            }
        }
        return content.size() < before;
    }

    private static boolean isForeign(ObjectNode block) {
        return switch (block.path("type").asText()) {
            case "thinking" -> block.path("signature").asText("").isBlank();
            case "redacted_thinking" -> block.path("data").asText("").isBlank();
            default -> false;
        };
    }
}
