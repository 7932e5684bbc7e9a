package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.translate.CachedTokens;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.InOrder;
import org.gatehouse.chat.translate.Thoughts;
import org.gatehouse.chat.upstream.Ending;
import org.jspecify.annotations.Nullable;

/** A chat completion as Anthropic's message: one content block is open at a time, and what it cost is told at the end. */
final class MessageAnswer implements Conversion {

    private final String model;
    private final String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    private @Nullable InOrder parts;
    private @Nullable Blocks blocks;
    private boolean refused;
    private String finishReason = "";
    private @Nullable String nativeReason;
    private @Nullable JsonNode usage;

    MessageAnswer(String model) {
        this.model = model;
    }

    @Override
    public void event(JsonNode chunk, Out out) throws IOException {
        InOrder all = start(out);
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
        }
        // Anthropic's messages have one choice; more were never asked for.
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        requireNoPictures(delta);
        all.say(InOrder.Kind.THOUGHT, Thoughts.in(delta));
        all.say(InOrder.Kind.TEXT, delta.path("content").asText(""));
        String refusal = delta.path("refusal").asText("");
        refused |= !refusal.isEmpty();
        all.say(InOrder.Kind.REFUSAL, refusal);
        for (JsonNode call : delta.path("tool_calls")) {
            all.call(call);
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").asText();
            nativeReason = choice.path("native_finish_reason").asText(null);
        }
    }

    /** Anthropic's dialect has no picture in an answer, and one must not be lost. */
    private static void requireNoPictures(JsonNode message) throws NotJsonException {
        if (!message.path("images").isEmpty()) {
            throw new NotJsonException("a picture in the answer, which a message cannot hold");
        }
    }

    private InOrder start(Out out) {
        if (parts == null) {
            ObjectNode event = JsonTree.object().put("type", "message_start");
            event.set("message", message(JsonTree.array(), null, JsonTree.object()));
            Events.send(event, out);
            blocks = new Blocks(out);
            parts = new InOrder(blocks);
        }
        return parts;
    }

    @Override
    public void end(Out out) throws IOException {
        InOrder all = start(out);
        all.end(Ending.of(finishReason) == Ending.LENGTH);
        if (blocks != null) {
            blocks.close();
        }
        ObjectNode event = JsonTree.object().put("type", "message_delta");
        ObjectNode delta = event.putObject("delta")
                .put("stop_reason", StopReason.of(finishReason, all.called(), refused))
                .putNull("stop_sequence");
        if (nativeReason != null) {
            delta.put("native_finish_reason", nativeReason);
        }
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
        requireNoPictures(said);
        String reason = choice.path("finish_reason").asText("");
        ArrayNode content = content(said, Ending.of(reason) == Ending.LENGTH);
        boolean refusal = !said.path("refusal").asText("").isEmpty();
        String stop = StopReason.of(reason, !said.path("tool_calls").isEmpty(), refusal);
        ObjectNode message = message(content, stop, completion.path("usage"));
        if (choice.path("native_finish_reason").isTextual()) {
            message.set("native_finish_reason", choice.path("native_finish_reason"));
        }
        return message;
    }

    private static ArrayNode content(JsonNode said, boolean cut) throws IOException {
        ArrayNode content = JsonTree.array();
        String thought = Thoughts.in(said);
        if (!thought.isEmpty()) {
            content.addObject().put("type", "thinking").put("thinking", thought).put("signature", "");
        }
        for (String member : new String[] {"content", "refusal"}) {
            String text = said.path(member).asText("");
            if (!text.isEmpty()) {
                content.addObject().put("type", "text").put("text", text);
            }
        }
        for (JsonNode call : said.path("tool_calls")) {
            try {
                content.add(use(call));
            } catch (IOException e) {
                // A call that the limit cut off has no input that a message could hold; the stop reason tells it.
                if (!cut) {
                    throw e;
                }
            }
        }
        return content;
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
        long cached = CachedTokens.in(told);
        return JsonTree.object()
                .put("input_tokens", Math.max(0, Counts.of(told.path("prompt_tokens")) - cached))
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", cached)
                .put("output_tokens", Counts.of(told.path("completion_tokens")));
    }
}
