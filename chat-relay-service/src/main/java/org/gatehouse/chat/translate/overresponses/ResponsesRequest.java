package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.translate.UserName;
import org.gatehouse.chat.upstream.Dropped;

/**
 * A request of OpenAI's Responses made of a chat completion request. What would change the answer's form (several choices,
 * speech) is refused, what else cannot be said is left out and named. Nothing is stored, and what the model thought comes sealed.
 */
final class ResponsesRequest {

    /** OpenAI refuses a smaller limit. */
    private static final int LEAST_OUTPUT_TOKENS = 16;

    private final Source from;
    private final Dropped dropped;
    private final ObjectNode to = JsonTree.object();

    ResponsesRequest(JsonNode from, Dropped dropped) {
        this.from = new Source(from, dropped);
        this.dropped = dropped;
    }

    ObjectNode translated() throws UntranslatableException {
        refuse();
        from.copy(to, "model");
        var input = new InputItems(from.take("messages"), dropped);
        if (!input.instructions().isEmpty()) {
            to.put("instructions", input.instructions());
        }
        to.set("input", input.items());
        limit();
        from.copy(to, "temperature", "top_p", "metadata", "service_tier", "prompt_cache_key", "prompt_cache_retention");
        user();
        new ResponsesTools(from, dropped).into(to);
        format();
        reasoning();
        include();
        if (from.take("stream").asBoolean()) {
            to.put("stream", true);
        }
        to.put("store", false);
        from.know("models", "stream_options", "store", "stop");
        from.close();
        return to;
    }

    private void refuse() throws UntranslatableException {
        if (from.take("n").decimalValue().compareTo(BigDecimal.ONE) > 0) {
            throw new UntranslatableException("n", "This model gives one choice only.");
        }
        if (from.take("audio").isObject()) {
            throw new UntranslatableException("audio", "This model does not speak.");
        }
        for (JsonNode modality : from.take("modalities")) {
            if (!modality.asText().equals("text")) {
                throw new UntranslatableException("modalities", "This model answers in text only.");
            }
        }
    }

    private void limit() {
        JsonNode newer = from.take("max_completion_tokens");
        JsonNode older = from.take("max_tokens");
        JsonNode limit = newer.isNumber() ? newer : older;
        if (limit.isNumber()) {
            if (limit.asLong() < LEAST_OUTPUT_TOKENS) {
                to.put("max_output_tokens", LEAST_OUTPUT_TOKENS);
            } else {
                to.set("max_output_tokens", limit);
            }
        }
    }

    private void user() {
        JsonNode older = from.take("user");
        from.copy(to, "safety_identifier");
        if (!to.has("safety_identifier")) {
            UserName.forChat(older).ifPresent(user -> to.put("safety_identifier", user));
        }
    }

    private void format() {
        JsonNode format = from.take("response_format");
        ObjectNode text = JsonTree.object();
        switch (format.path("type").asText()) {
            case "json_object" -> text.putObject("format").put("type", "json_object");
            case "json_schema" -> {
                var given = new Source(format.path("json_schema"), dropped);
                ObjectNode own = text.putObject("format").put("type", "json_schema");
                given.copy(own, "name", "description", "schema", "strict");
                if (!own.has("name")) {
                    own.put("name", "answer");
                }
                given.close();
            }
            default -> {}
        }
        from.copy(text, "verbosity");
        if (!text.isEmpty()) {
            to.set("text", text);
        }
    }

    private void reasoning() {
        JsonNode effort = from.take("reasoning_effort");
        if (effort.isTextual()) {
            to.putObject("reasoning").set("effort", effort);
        }
    }

    private void include() {
        var include = to.putArray("include").add("reasoning.encrypted_content");
        if (from.take("logprobs").asBoolean()) {
            include.add("message.output_text.logprobs");
            from.copy(to, "top_logprobs");
        }
    }
}
