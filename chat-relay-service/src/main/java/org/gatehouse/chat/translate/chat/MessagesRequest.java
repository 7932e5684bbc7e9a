package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.translate.UserName;
import org.gatehouse.chat.upstream.Dropped;

/**
 * An Anthropic request made of a chat completion request (https://docs.anthropic.com/en/api/messages). What would change the
 * answer's form (several choices, speech) is refused; what else cannot be said is left out and named.
 */
final class MessagesRequest {

    /** Anthropic demands a limit; clients of OpenAI seldom give one. */
    private static final int DEFAULT_MAX_TOKENS = 4_096;

    private static final double MAX_TEMPERATURE = 1;

    private final Source from;
    private final Dropped dropped;
    private final ObjectNode to = JsonTree.object();

    MessagesRequest(JsonNode from, Dropped dropped) {
        this.from = new Source(from, dropped);
        this.dropped = dropped;
    }

    ObjectNode translated() throws UntranslatableException {
        refuse();
        from.copy(to, "model");
        limit();
        var turns = new Turns(from.take("messages"), dropped);
        if (!turns.system().isEmpty()) {
            to.put("system", turns.system());
        }
        to.set("messages", turns.messages());
        sampling();
        stop(from.take("stop"));
        if (from.take("stream").asBoolean()) {
            to.put("stream", true);
        }
        UserName.forMessages(from.take("user"))
                .ifPresent(user -> to.putObject("metadata").put("user_id", user));
        new MessagesTools(from, dropped).into(to);
        format();
        from.know("models", "stream_options", "store");
        from.close();
        return to;
    }

    private void refuse() throws UntranslatableException {
        if (from.take("n").decimalValue().compareTo(BigDecimal.ONE) > 0) {
            throw new UntranslatableException("n", "This model gives one choice only.");
        }
        if (from.take("logprobs").asBoolean()) {
            from.drop("logprobs");
        }
        if (!from.take("audio").isNull() && !from.look("audio").isMissingNode()) {
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
            to.set("max_tokens", limit);
        } else {
            to.put("max_tokens", DEFAULT_MAX_TOKENS);
        }
    }

    private void sampling() {
        JsonNode temperature = from.take("temperature");
        if (temperature.isNumber()) {
            if (temperature.asDouble() > MAX_TEMPERATURE) {
                to.put("temperature", MAX_TEMPERATURE);
                from.drop("temperature");
            } else {
                to.set("temperature", temperature);
            }
        }
        JsonNode topP = from.take("top_p");
        if (topP.isNumber()) {
            // Anthropic's newer models refuse the two together.
            if (to.has("temperature")) {
                from.drop("top_p");
            } else {
                to.set("top_p", topP);
            }
        }
    }

    /** Anthropic refuses a sequence without a visible character. */
    private void stop(JsonNode stop) {
        ArrayNode sequences = JsonTree.array();
        for (JsonNode one : stop.isTextual() ? JsonTree.array().add(stop) : stop) {
            if (one.asText().isBlank()) {
                from.drop("stop");
            } else {
                sequences.add(one);
            }
        }
        if (!sequences.isEmpty()) {
            to.set("stop_sequences", sequences);
        }
    }

    private void format() {
        JsonNode format = from.take("response_format");
        JsonNode schema = format.path("json_schema").path("schema");
        if (format.path("type").asText().equals("json_schema") && schema.isObject()) {
            to.putObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", AnswerSchema.of(schema, dropped));
        } else if (format.isObject() && !format.path("type").asText().equals("text")) {
            from.drop("response_format");
        }
    }
}
