package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A usage object of the OpenAI dialect, or one in Anthropic's words, which some servers take for both.
 *
 * @param usage what it tells; null when it tells nothing but zeros, as servers do that do not count
 * @param whole whether it has the three numbers that clients demand
 */
record UsageNumbers(@Nullable Usage usage, boolean whole) {

    private static final int ALL = 7;

    /** Reads the value that the parser is at; null when it is no object. */
    static @Nullable UsageNumbers read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return null;
        }
        long prompt = 0;
        long completion = 0;
        int seen = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int integer = parser.nextToken() == JsonToken.VALUE_NUMBER_INT ? ALL : 0;
            switch (name) {
                case "prompt_tokens" -> {
                    prompt = Counts.at(parser);
                    seen |= integer & 1;
                }
                case "completion_tokens" -> {
                    completion = Counts.at(parser);
                    seen |= integer & 2;
                }
                case "input_tokens" -> prompt = prompt == 0 ? Counts.at(parser) : prompt;
                case "output_tokens" -> completion = completion == 0 ? Counts.at(parser) : completion;
                case "total_tokens" -> seen |= integer & 4;
                default -> {}
            }
            parser.skipChildren();
        }
        boolean counted = prompt > 0 || completion > 0;
        return new UsageNumbers(counted ? new Usage(prompt, completion, Usage.Source.REPORTED) : null, seen == ALL);
    }
}
