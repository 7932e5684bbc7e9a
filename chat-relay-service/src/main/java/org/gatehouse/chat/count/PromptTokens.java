package org.gatehouse.chat.count;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.gatehouse.chat.json.Json;

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
            "finish_reason");

    private PromptTokens() {}

    /**
     * Counts; takes as long as the text is long, so not on an event loop.
     *
     * @throws IOException when the body is no JSON object
     */
    public static int of(byte[] body) throws IOException {
        return PER_CONVERSATION + count(body, SHOWN);
    }

    /** The same for a whole answer. */
    public static int ofAnswer(byte[] body) throws IOException {
        return count(body, SAID);
    }

    private static int count(byte[] body, Set<String> fields) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            int tokens = 0;
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean shown = fields.contains(parser.currentName());
                parser.nextToken();
                tokens += shown ? value(parser) : 0;
                parser.skipChildren();
            }
            return tokens;
        }
    }

    private static int value(JsonParser parser) throws IOException {
        int tokens = 0;
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.FIELD_NAME) {
                tokens += parser.currentName().equals("role") ? PER_MESSAGE : 0;
                if (NO_TEXT.contains(parser.currentName())) {
                    parser.nextToken();
                    depth += parser.currentToken().isStructStart() ? 1 : 0;
                }
            } else if (token == JsonToken.VALUE_STRING) {
                tokens += Tokens.count(parser.getText());
            }
        } while (depth > 0 && parser.nextToken() != null);
        return tokens;
    }
}
