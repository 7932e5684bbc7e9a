package org.gatehouse.chat.count;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.JsonText;

/**
 * The fewest tokens that a prompt can have, whatever the model's vocabulary: no tokenizer in use joins words over the space
 * between them, so that a text has at least as many tokens as spaces between words. Quick enough for an event loop.
 */
public final class PromptWords {

    private static final Set<String> SHOWN = Set.of("messages", "system", "input", "instructions");
    /** Where these are, what is too long is cut and not refused. */
    private static final Set<String> CUTTING = Set.of("truncation", "transforms");

    private PromptWords() {}

    /** Counts; nothing in what is no JSON object. */
    public static int in(byte[] body) {
        try (JsonParser parser = Json.parser(body)) {
            int words = 0;
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (CUTTING.contains(name)) {
                    return 0;
                }
                words += SHOWN.contains(name) ? value(parser, body) : 0;
                parser.skipChildren();
            }
            return words;
        } catch (IOException e) {
            return 0;
        }
    }

    private static int value(JsonParser parser, byte[] body) throws IOException {
        int words = 0;
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            words += token == JsonToken.VALUE_STRING ? gaps(JsonText.of(parser, body)) : 0;
        } while (depth > 0 && parser.nextToken() != null);
        return words;
    }

    private static int gaps(JsonText text) {
        int gaps = 0;
        boolean inWord = false;
        boolean wordBefore = false;
        for (int c = text.next(); c >= 0; c = text.next()) {
            boolean space = c <= ' ';
            gaps += !space && !inWord && wordBefore ? 1 : 0;
            inWord = !space;
            wordBefore |= inWord;
        }
        return gaps;
    }
}
