package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.Translation.Context;
import org.jspecify.annotations.Nullable;

/** Anthropic's message as a chat completion; id and time are the same in all of its chunks. */
final class ChatAnswer implements Conversion {

    private final Context context;
    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final Spent spent = new Spent();
    private int tool = -1;

    ChatAnswer(Context context) {
        this.context = context;
    }

    @Override
    public void event(JsonNode event, Out out) throws IOException {
        switch (event.path("type").asText()) {
            case "message_start" -> {
                spent.take(event.path("message").path("usage"));
                ObjectNode delta = JsonTree.object().put("role", "assistant").put("content", "");
                chunk(delta, null, out);
            }
            case "content_block_start" -> started(event.path("content_block"), out);
            case "content_block_delta" -> said(event.path("delta"), out);
            case "message_delta" -> {
                spent.take(event.path("usage"));
                String reason = event.path("delta").path("stop_reason").asText("");
                if (!reason.isEmpty()) {
                    chunk(JsonTree.object(), FinishReason.of(reason), out);
                }
            }
            // Pings, the ends of blocks and what is yet to be invented carry nothing for a chat client.
            default -> {}
        }
    }

    private void started(JsonNode block, Out out) {
        String type = block.path("type").asText();
        if (type.equals("tool_use")) {
            tool++;
            ObjectNode delta = JsonTree.object();
            ObjectNode call = delta.putArray("tool_calls").addObject().put("index", tool);
            call.set("id", block.path("id"));
            call.put("type", "function");
            ObjectNode function = call.putObject("function");
            function.set("name", block.path("name"));
            function.put("arguments", "");
            chunk(delta, null, out);
        } else if (type.equals("text") && !block.path("text").asText("").isEmpty()) {
            chunk(JsonTree.object().set("content", block.path("text")), null, out);
        }
    }

    private void said(JsonNode delta, Out out) throws IOException {
        switch (delta.path("type").asText()) {
            case "text_delta" -> chunk(JsonTree.object().set("content", delta.path("text")), null, out);
            case "thinking_delta" ->
                chunk(JsonTree.object().set("reasoning_content", delta.path("thinking")), null, out);
            case "input_json_delta" -> {
                if (tool < 0) {
                    throw new NotJsonException("arguments without a tool");
                }
                ObjectNode piece = JsonTree.object();
                ObjectNode call = piece.putArray("tool_calls").addObject().put("index", tool);
                call.putObject("function").set("arguments", delta.path("partial_json"));
                chunk(piece, null, out);
            }
            default -> {}
        }
    }

    @Override
    public void end(Out out) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", spent.object());
        out.usageFrame(SseFrames.data(JsonTree.bytes(chunk)));
    }

    @Override
    public JsonNode whole(JsonNode answer) throws IOException {
        if (!answer.path("content").isArray()) {
            throw new NotJsonException("a message without content");
        }
        spent.take(answer.path("usage"));
        ObjectNode completion = head("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", message(answer.path("content")));
        choice.putNull("logprobs")
                .put("finish_reason", FinishReason.of(answer.path("stop_reason").asText()));
        completion.set("usage", spent.object());
        return completion;
    }

    private static ObjectNode message(JsonNode content) {
        var text = new StringBuilder();
        var thought = new StringBuilder();
        ArrayNode calls = JsonTree.array();
        for (JsonNode block : content) {
            switch (block.path("type").asText()) {
                case "text" -> text.append(block.path("text").asText());
                case "thinking" -> thought.append(block.path("thinking").asText());
                case "tool_use" -> call(calls, block);
                default -> {}
            }
        }
        ObjectNode message = JsonTree.object().put("role", "assistant");
        message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text.toString())
                .putNull("refusal");
        if (!thought.isEmpty()) {
            message.put("reasoning_content", thought.toString());
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return message;
    }

    private static void call(ArrayNode calls, JsonNode block) {
        ObjectNode call = calls.addObject();
        call.set("id", block.path("id"));
        call.put("type", "function");
        ObjectNode function = call.putObject("function");
        function.set("name", block.path("name"));
        function.put("arguments", JsonTree.text(block.path("input")));
    }

    private void chunk(JsonNode delta, @Nullable String finishReason, Out out) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        out.frame(SseFrames.data(JsonTree.bytes(chunk)));
    }

    private ObjectNode head(String object) {
        return JsonTree.object()
                .put("id", id)
                .put("object", object)
                .put("created", context.createdEpochSeconds())
                .put("model", context.model());
    }
}
