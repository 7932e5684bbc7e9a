package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenRouter's API (openrouter.ai/docs, "Streaming", "Errors and Debugging", "Reasoning Tokens"): comments and blank lines while
 * a provider thinks, each thought twice (as text and in details), null for what a call's later pieces do not repeat, usage in one
 * more choice after the end, and errors with a number for a code, inside a 200 once a provider has begun.
 */
final class OpenRouter implements Manner {

    private static final String HEAD =
            "'id':'gen-1764547200-f0aZ','provider':'DeepInfra','model':'qwen/qwen3-32b'," + "'created':1764547200";
    private static final String PROCESSING = ": OPENROUTER PROCESSING";

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        for (JsonNode message : request.path("messages")) {
            boolean unanswered = message.path("role").asText().equals("tool")
                    && message.path("tool_call_id").asText().isEmpty();
            if (unanswered) {
                return error(400, 400, "Provider returned error", "tool message without tool_call_id");
            }
        }
        return null;
    }

    private static Sent error(int status, int code, String message, @Nullable String raw) {
        ObjectNode document = Documents.object();
        ObjectNode error = document.putObject("error").put("message", message).put("code", code);
        ObjectNode metadata = error.putObject("metadata");
        if (raw != null) {
            metadata.put("raw", raw);
        }
        metadata.put("provider_name", raw == null ? null : "DeepInfra");
        return Sent.json(status, document.put("user_id", "user_2x").toString());
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        ObjectNode message = Documents.of("{'role':'assistant','content':'','refusal':null,'reasoning':null}");
        message.put("content", answer.text());
        think(message, answer.thought());
        if (answer.calls()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < answer.cities().size(); i++) {
                calls.add(call(
                        i, id(), Answer.TOOL, Answer.arguments(answer.cities().get(i))));
            }
        }
        ObjectNode completion = Documents.of("{" + HEAD + ",'object':'chat.completion','choices':[{'logprobs':null}]}");
        ObjectNode choice = (ObjectNode) completion.path("choices").path(0);
        choice.put("finish_reason", reason(answer)).put("native_finish_reason", reason(answer));
        choice.put("index", 0).set("message", message);
        completion.set("usage", usage());
        return Sent.json(200, "\n         \n\n         \n" + completion);
    }

    private static String reason(Answer answer) {
        return answer.calls() ? "tool_calls" : "stop";
    }

    private static String id() {
        return "call_" + Documents.nextCall();
    }

    private static ObjectNode call(int index, @Nullable String id, @Nullable String name, String arguments) {
        ObjectNode call = Documents.object().put("index", index).put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }

    private static void think(ObjectNode message, String thought) {
        if (!thought.isEmpty()) {
            message.put("reasoning", thought)
                    .putArray("reasoning_details")
                    .add(Documents.of("{'type':'reasoning.text','format':'unknown','index':0}")
                            .put("text", thought));
        }
    }

    private static ObjectNode usage() {
        ObjectNode usage = Documents.usage().put("cost", 0.000_012_3).put("is_byok", false);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("cost_details").putNull("upstream_inference_cost");
        return usage;
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        List<String> chunks = beginning(answer);
        for (int i = 0; i < answer.cities().size(); i++) {
            chunks.add(calling(call(i, id(), Answer.TOOL, "")));
            for (String piece : Answer.pieces(Answer.arguments(answer.cities().get(i)))) {
                chunks.add(calling(call(i, null, null, piece)));
            }
        }
        chunks.add(chunk(silent(), reason(answer)).toString());
        ObjectNode last = chunk(silent(), null);
        last.set("usage", usage());
        chunks.add(last.toString());
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static String calling(ObjectNode call) {
        ObjectNode delta = Documents.of("{'role':'assistant','content':null}");
        delta.putArray("tool_calls").add(call);
        return chunk(delta, null).toString();
    }

    private static ObjectNode silent() {
        return Documents.of("{'role':'assistant','content':''}");
    }

    private static List<String> beginning(Answer answer) {
        var chunks = new ArrayList<String>(List.of(PROCESSING, PROCESSING));
        for (String piece : Answer.pieces(answer.thought())) {
            ObjectNode delta = silent();
            think(delta, piece);
            chunks.add(chunk(delta, null).toString());
        }
        for (String piece : Answer.pieces(answer.text())) {
            chunks.add(chunk(silent().put("content", piece), null).toString());
            chunks.add(PROCESSING);
        }
        return chunks;
    }

    private static ObjectNode chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = Documents.of("{" + HEAD + ",'object':'chat.completion.chunk','choices':[{'index':0}]}");
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason).put("native_finish_reason", reason).putNull("logprobs");
        return chunk;
    }

    @Override
    public Sent brokenOff(JsonNode request) {
        if (!request.path("stream").asBoolean()) {
            return error(200, 502, "Provider returned error", "upstream connect error");
        }
        List<String> chunks = beginning(Scene.TEXT.answer());
        ObjectNode last = chunk(Documents.object().put("content", ""), "error");
        last.putObject("error").put("code", "server_error").put("message", "Provider disconnected unexpectedly");
        chunks.add(last.toString());
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    @Override
    public Sent busy() {
        return error(429, 429, "Provider returned error", "qwen/qwen3-32b is temporarily rate-limited upstream.");
    }

    @Override
    public Sent tooLong() {
        return error(
                400,
                400,
                "This endpoint's maximum context length is 32768 tokens. However, you requested about 66511 tokens (66011"
                        + " of text input, 500 in the output). Please reduce the length of either one.",
                null);
    }

    @Override
    public Sent unknownModel(String model) {
        return error(400, 400, model + " is not a valid model ID", null);
    }

    @Override
    public String models() {
        return Documents.of(
                        "{'data':[{'id':'qwen/qwen3-32b','canonical_slug':'qwen/qwen3-32b-04-28','name':'Qwen3 32B',"
                                + "'created':1764547200,'description':'x','context_length':32768,'architecture':{'modality':"
                                + "'text->text','input_modalities':['text'],'output_modalities':['text'],'tokenizer':'Qwen3'},"
                                + "'pricing':{'prompt':'0.00000008','completion':'0.00000024','request':'0'},"
                                + "'supported_parameters':['max_tokens','reasoning','tools'],'per_request_limits':null}]}")
                .toString();
    }
}
