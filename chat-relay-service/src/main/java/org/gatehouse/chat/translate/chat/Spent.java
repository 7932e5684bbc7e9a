package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.JsonTree;

/** Anthropic's usage, told in parts of which the later holds, as OpenAI's: what was cached counts to the prompt there. */
final class Spent {

    private long input;
    private long written;
    private long read;
    private long output;

    void take(JsonNode usage) {
        input = told(usage.path("input_tokens"), input);
        written = told(usage.path("cache_creation_input_tokens"), written);
        read = told(usage.path("cache_read_input_tokens"), read);
        output = told(usage.path("output_tokens"), output);
    }

    private static long told(JsonNode count, long before) {
        return count.isNumber() ? Counts.of(count) : before;
    }

    ObjectNode object() {
        long prompt = input + written + read;
        ObjectNode usage = JsonTree.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", output)
                .put("total_tokens", prompt + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", read);
        return usage;
    }
}
