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

/** Anthropic's message as a chat completion; id and time are the same in all of its chunks. */
final class ChatAnswer implements Conversion {

    private final Context context;
    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final Spent spent = new Spent();
    private final StreamedTools tools = new StreamedTools();
    private boolean ended;

    ChatAnswer(Context context) {
        this.context = context;
    }

    @Override
    public void event(JsonNode event, Out out) throws IOException {
        switch (event.path("type").asText()) {
            case "message_start" -> {
                spent.take(event.path("message").path("usage"));
                ObjectNode delta = JsonTree.object().put("role", "assistant").put("content", "");
                chunk(delta, out);
            }
            case "content_block_start" -> started(event, out);
            case "content_block_delta" -> said(event, out);
            case "content_block_stop" -> {
                JsonNode rest = tools.stop(event.path("index").asInt(0));
                if (rest != null) {
                    chunk(rest, out);
                }
            }
            case "message_delta" -> {
                spent.take(event.path("usage"));
                String reason = event.path("delta").path("stop_reason").asText("");
                if (!reason.isEmpty()) {
                    ended = true;
                    ObjectNode chunk = chunk(JsonTree.object());
                    FinishReason.tell(reason, (ObjectNode) chunk.path("choices").path(0));
                    out.frame(SseFrames.data(JsonTree.bytes(chunk)));
                }
            }
            // Pings and what is yet to be invented carry nothing for a chat client.
            default -> {}
        }
    }

    private void started(JsonNode event, Out out) {
        JsonNode block = event.path("content_block");
        switch (block.path("type").asText()) {
            case "tool_use" -> chunk(tools.start(event.path("index").asInt(0), block), out);
            case "text" -> text("content", block.path("text").asText(""), out);
            case "thinking" -> text("reasoning_content", block.path("thinking").asText(""), out);
            default -> tools.pass(event.path("index").asInt(0));
        }
    }

    private void text(String member, String said, Out out) {
        if (!said.isEmpty()) {
            chunk(JsonTree.object().put(member, said), out);
        }
    }

    private void said(JsonNode event, Out out) throws IOException {
        JsonNode delta = event.path("delta");
        switch (delta.path("type").asText()) {
            case "text_delta" -> chunk(JsonTree.object().set("content", delta.path("text")), out);
            case "thinking_delta" -> chunk(JsonTree.object().set("reasoning_content", delta.path("thinking")), out);
            case "input_json_delta" -> {
                JsonNode piece = tools.more(
                        event.path("index").asInt(0), delta.path("partial_json").asText(""));
                if (piece != null) {
                    chunk(piece, out);
                }
            }
            default -> {}
        }
    }

    @Override
    public void end(Out out) throws IOException {
        if (!ended) {
            throw new NotJsonException("no reason for the end");
        }
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
        choice.putNull("logprobs");
        FinishReason.tell(answer.path("stop_reason").asText(), choice);
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
        String id = block.path("id").asText("");
        call.put("id", id.isEmpty() || id.equals("null") ? StreamedTools.freshId() : id)
                .put("type", "function");
        ObjectNode function = call.putObject("function");
        function.set("name", block.path("name"));
        function.put("arguments", block.path("input").isObject() ? JsonTree.text(block.path("input")) : "{}");
    }

    private void chunk(JsonNode delta, Out out) {
        out.frame(SseFrames.data(JsonTree.bytes(chunk(delta))));
    }

    private ObjectNode chunk(JsonNode delta) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").putNull("finish_reason");
        return chunk;
    }

    private ObjectNode head(String object) {
        return JsonTree.object()
                .put("id", id)
                .put("object", object)
                .put("created", context.createdEpochSeconds())
                .put("model", context.model());
    }
}
