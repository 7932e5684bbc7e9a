package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DeepSeek's API (api-docs.deepseek.com, "Create Chat Completion", "Thinking Mode", "Rate Limit"): it thinks unless
 * {@code thinking} is disabled and then wants each call's {@code reasoning_content} back, keeps slow clients awake with comments
 * and with empty lines, tells usage beside the reason to everybody, and labels its errors {@code application/octet-stream}.
 */
final class DeepSeek implements Manner {

    private static final String CHUNK = "{'id':'930c60df-bf64-41c9-a88e-3ec75f81e00e','object':'chat.completion.chunk',"
            + "'created':1764547200,'model':'deepseek-v4-flash','system_fingerprint':'fp_eaab8d114b','choices':[]}";
    private static final String NO_RESOURCES = "insufficient_system_resource";
    private static final String INVALID = "invalid_request_error";

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        JsonNode messages = request.path("messages");
        boolean thinks = !request.path("thinking").path("type").asText().equals("disabled");
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            int calls = message.path("tool_calls").size();
            if (thinks && calls > 0 && !message.path("reasoning_content").isTextual()) {
                return error(
                        400, "The `reasoning_content` in the thinking mode must be passed back to the API.", INVALID);
            }
            if (answered(messages, i + 1, calls) < calls) {
                return error(
                        400,
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                                + " 'tool_call_id'. (insufficient tool messages following tool_calls message)",
                        INVALID);
            }
        }
        return null;
    }

    private static int answered(JsonNode messages, int from, int calls) {
        int answered = 0;
        while (answered < calls
                && messages.path(from + answered).path("role").asText().equals("tool")) {
            answered++;
        }
        return answered;
    }

    private static Sent error(int status, String message, String type) {
        ObjectNode error = Documents.object();
        error.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", INVALID);
        return new Sent(status, "application/octet-stream", error.toString(), false);
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        return whole(answer, answer.calls() ? "tool_calls" : "stop");
    }

    private static Sent whole(Answer answer, String reason) {
        ObjectNode completion = Documents.of(CHUNK).put("object", "chat.completion");
        ObjectNode choice = ((ArrayNode) completion.path("choices")).addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", answer.text());
        if (!answer.thought().isEmpty()) {
            message.put("reasoning_content", answer.thought());
        }
        if (answer.calls()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < answer.cities().size(); i++) {
                ObjectNode call =
                        calls.addObject().put("index", i).put("id", id(i)).put("type", "function");
                call.putObject("function")
                        .put("name", Answer.TOOL)
                        .put("arguments", Answer.arguments(answer.cities().get(i)));
            }
        }
        choice.putNull("logprobs").put("finish_reason", reason);
        completion.set("usage", usage());
        return Sent.json(200, "\n\n\n" + completion);
    }

    private static String id(int index) {
        return "call_0" + index + "_" + Documents.nextCall();
    }

    private static ObjectNode usage() {
        ObjectNode usage = Documents.usage();
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.put("prompt_cache_hit_tokens", 0).put("prompt_cache_miss_tokens", Answer.PROMPT_TOKENS);
        return usage;
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        var chunks = new ArrayList<String>(beginning(answer));
        for (int i = 0; i < answer.cities().size(); i++) {
            ObjectNode first = call(i, "");
            ((ObjectNode) first.path("tool_calls").path(0)).put("id", id(i)).put("type", "function");
            ((ObjectNode) first.path("tool_calls").path(0).path("function")).put("name", Answer.TOOL);
            chunks.add(chunk(first, null).toString());
            for (String piece : Answer.pieces(Answer.arguments(answer.cities().get(i)))) {
                chunks.add(chunk(call(i, piece), null).toString());
            }
        }
        return ended(chunks, answer.calls() ? "tool_calls" : "stop");
    }

    private static Sent ended(List<String> chunks, String reason) {
        ObjectNode last = chunk(Documents.of("{'content':'','reasoning_content':null}"), reason);
        last.set("usage", usage());
        chunks.add(last.toString());
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static List<String> beginning(Answer answer) {
        var chunks = new ArrayList<String>(List.of(": keep-alive", ": keep-alive"));
        chunks.add(chunk(Documents.of("{'role':'assistant','content':null,'reasoning_content':''}"), null)
                .toString());
        for (String piece : Answer.pieces(answer.thought())) {
            ObjectNode delta = Documents.object().putNull("content").put("reasoning_content", piece);
            chunks.add(chunk(delta, null).toString());
        }
        for (String piece : Answer.pieces(answer.text())) {
            ObjectNode delta = Documents.object().put("content", piece).putNull("reasoning_content");
            chunks.add(chunk(delta, null).toString());
            chunks.add(": keep-alive");
        }
        return chunks;
    }

    private static ObjectNode call(int index, String arguments) {
        ObjectNode delta = Documents.object();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
        call.putObject("function").put("arguments", arguments);
        return delta;
    }

    private static ObjectNode chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = Documents.of(CHUNK);
        ObjectNode choice = ((ArrayNode) chunk.path("choices")).addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", reason);
        return chunk;
    }

    @Override
    public Sent brokenOff(JsonNode request) {
        return request.path("stream").asBoolean()
                ? ended(new ArrayList<>(beginning(Scene.TEXT.answer())), NO_RESOURCES)
                : whole(Scene.TEXT.answer(), NO_RESOURCES);
    }

    @Override
    public Sent busy() {
        return error(429, "Rate limit reached. You are sending requests too quickly.", "rate_limit_error");
    }

    @Override
    public Sent tooLong() {
        return error(
                400,
                "This model's maximum context length is 131072 tokens. However, you requested 131134 tokens (122942 in"
                        + " the messages, 8192 in the completion). Please reduce the length of the messages or completion.",
                INVALID);
    }

    @Override
    public Sent unknownModel(String model) {
        return error(400, "Model Not Exist", INVALID);
    }

    @Override
    public String models() {
        return Documents.of(
                        "{'object':'list','data':[{'id':'deepseek-v4-flash','object':'model','owned_by':'deepseek'},"
                                + "{'id':'deepseek-v4-pro','object':'model','owned_by':'deepseek'}]}")
                .toString();
    }
}
