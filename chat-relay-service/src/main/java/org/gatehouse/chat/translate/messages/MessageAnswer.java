package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.translate.Conversion;
import org.jspecify.annotations.Nullable;

/** A chat completion as Anthropic's message: one content block is open at a time, and what it cost is told at the end. */
final class MessageAnswer implements Conversion {

    private final String model;
    private final String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    private final Blocks blocks = new Blocks();
    private boolean started;
    private String stopReason = "end_turn";
    private @Nullable JsonNode usage;

    MessageAnswer(String model) {
        this.model = model;
    }

    @Override
    public void event(JsonNode chunk, Out out) throws IOException {
        start(out);
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
        }
        // Anthropic's messages have one choice; more were never asked for.
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        blocks.thought(said(delta, "reasoning_content", "reasoning"), out);
        blocks.text(delta.path("content").asText(""), out);
        for (JsonNode call : delta.path("tool_calls")) {
            blocks.call(call, out);
        }
        if (choice.path("finish_reason").isTextual()) {
            stopReason = StopReason.of(choice.path("finish_reason").asText());
        }
    }

    private static String said(JsonNode delta, String name, String otherName) {
        String text = delta.path(name).asText("");
        return text.isEmpty() ? delta.path(otherName).asText("") : text;
    }

    private void start(Out out) {
        if (!started) {
            started = true;
            ObjectNode event = JsonTree.object().put("type", "message_start");
            event.set("message", message(JsonTree.array(), null, JsonTree.object()));
            Events.send(event, out);
        }
    }

    @Override
    public void end(Out out) {
        start(out);
        blocks.close(out);
        ObjectNode event = JsonTree.object().put("type", "message_delta");
        event.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        event.set("usage", spent(usage));
        Events.send(event, out);
        Events.send(JsonTree.object().put("type", "message_stop"), out);
    }

    @Override
    public JsonNode whole(JsonNode completion) throws IOException {
        JsonNode choice = completion.path("choices").path(0);
        JsonNode said = choice.path("message");
        if (!said.isObject()) {
            throw new NotJsonException("a completion without a message");
        }
        ArrayNode content = JsonTree.array();
        String thought = said(said, "reasoning_content", "reasoning");
        if (!thought.isEmpty()) {
            content.addObject().put("type", "thinking").put("thinking", thought).put("signature", "");
        }
        String text = said.path("content").asText(said.path("refusal").asText(""));
        if (!text.isEmpty()) {
            content.addObject().put("type", "text").put("text", text);
        }
        for (JsonNode call : said.path("tool_calls")) {
            content.add(use(call));
        }
        return message(content, StopReason.of(choice.path("finish_reason").asText()), completion.path("usage"));
    }

    private static ObjectNode use(JsonNode call) throws IOException {
        ObjectNode use = JsonTree.object().put("type", "tool_use");
        use.set("id", call.path("id"));
        use.set("name", call.path("function").path("name"));
        use.set(
                "input",
                Arguments.object(call.path("function").path("arguments").asText("")));
        return use;
    }

    private ObjectNode message(ArrayNode content, @Nullable String reason, JsonNode cost) {
        ObjectNode message = JsonTree.object()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.set("content", content);
        message.put("stop_reason", reason).putNull("stop_sequence");
        message.set("usage", spent(cost));
        return message;
    }

    private static ObjectNode spent(@Nullable JsonNode cost) {
        JsonNode told = cost == null ? JsonTree.object() : cost;
        long cached = Counts.of(told.path("prompt_tokens_details").path("cached_tokens"));
        return JsonTree.object()
                .put("input_tokens", Math.max(0, Counts.of(told.path("prompt_tokens")) - cached))
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", cached)
                .put("output_tokens", Counts.of(told.path("completion_tokens")));
    }
}
