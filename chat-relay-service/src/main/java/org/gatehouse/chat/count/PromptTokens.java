package org.gatehouse.chat.count;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.JsonText;

/**
 * An estimate of a request's prompt or of an answer, in any dialect: the o200k tokens of every text that the model is shown, and what a
 * message costs beside its text. Pictures, sound and documents count as nothing.
 */
public final class PromptTokens {

    private static final int PER_MESSAGE = 4;
    private static final int PER_CONVERSATION = 3;
    private static final Set<String> SHOWN =
            Set.of("messages", "system", "prompt", "input", "instructions", "tools", "functions");
    private static final Set<String> SAID = Set.of("choices", "content", "output");
    private static final Set<String> NO_TEXT = Set.of(
            "url",
            "data",
            "file_data",
            "image_url",
            "type",
            "role",
            "id",
            "tool_use_id",
            "tool_call_id",
            "call_id",
            "status",
            "signature",
            "encrypted_content",
            "finish_reason",
            "native_finish_reason");

    private PromptTokens() {}

    /**
     * Counts, or estimates where the texts are long; too slow for an event loop.
     *
     * @throws IOException when the body is no JSON object
     */
    public static long of(byte[] body) throws IOException {
        Counted counted = count(body, SHOWN);
        return PER_CONVERSATION + PER_MESSAGE * (long) counted.messages() + counted.texts();
    }

    /** The same for a whole answer. */
    public static long ofAnswer(byte[] body) throws IOException {
        return count(body, SAID).texts();
    }

    private record Counted(int messages, long texts) {}

    private static Counted count(byte[] body, Set<String> fields) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            var texts = new TokenCount();
            int messages = 0;
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean shown = fields.contains(parser.currentName());
                parser.nextToken();
                messages += shown ? value(parser, body, texts) : 0;
                parser.skipChildren();
            }
            return new Counted(messages, texts.tokens());
        }
    }

    /** Counts the texts, and tells how many messages there are. */
    private static int value(JsonParser parser, byte[] body, TokenCount texts) throws IOException {
        int messages = 0;
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.FIELD_NAME) {
                messages += parser.currentName().equals("role") ? 1 : 0;
                if (NO_TEXT.contains(parser.currentName())) {
                    parser.nextToken();
                    depth += parser.currentToken().isStructStart() ? 1 : 0;
                }
            } else if (token == JsonToken.VALUE_STRING) {
                texts.add(JsonText.of(parser, body));
            }
        } while (depth > 0 && parser.nextToken() != null);
        return messages;
    }
}
