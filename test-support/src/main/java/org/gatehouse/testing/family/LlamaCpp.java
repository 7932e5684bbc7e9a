package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * llama.cpp's server, as of {@code tools/server/server-task.cpp} in ggml-org/llama.cpp: the reason before the index and the delta,
 * {@code content: null} first, thoughts in {@code reasoning_content}, a call's name together with the first of its arguments,
 * {@code timings} beside the last chunk, and no end at all when it is stopped. It never looks at the model's name.
 */
final class LlamaCpp implements Manner {

    private static final String HEAD =
            "'created':1764547200,'id':'chatcmpl-Wb3z','model':'gemma-3-270m.gguf','system_fingerprint':'b7204-00efb3e1',";
    private static final String TIMINGS =
            "{'cache_n':0,'prompt_n':11,'prompt_ms':40.25,'prompt_per_token_ms':3.6590909,"
                    + "'prompt_per_second':273.29,'predicted_n':7,'predicted_ms':70.5}";

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        for (JsonNode message : request.path("messages")) {
            boolean says =
                    message.hasNonNull("content") || !message.path("tool_calls").isEmpty();
            if (message.path("role").asText().equals("assistant") && !says) {
                return error(500, "Expected 'content' or 'tool_calls'", "server_error");
            }
        }
        return null;
    }

    private static Sent error(int status, String message, String type) {
        return Sent.json(status, document(status, message, type).toString());
    }

    private static ObjectNode document(int status, String message, String type) {
        ObjectNode document = Documents.object();
        document.putObject("error").put("code", status).put("message", message).put("type", type);
        return document;
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        ObjectNode completion = Documents.of("{'choices':[{'finish_reason':'" + reason(answer)
                + "','index':0,'message':{'role':'assistant'}}]," + HEAD + "'object':'chat.completion'}");
        ObjectNode message = (ObjectNode) completion.path("choices").path(0).path("message");
        message.put("content", answer.calls() ? null : answer.text());
        if (!answer.thought().isEmpty()) {
            message.put("reasoning_content", answer.thought());
        }
        if (answer.calls()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (String city : answer.cities()) {
                ObjectNode call = calls.addObject().put("type", "function");
                call.putObject("function").put("name", Answer.TOOL).put("arguments", Answer.arguments(city));
                call.put("id", id());
            }
        }
        completion.set("usage", Documents.usage());
        completion.set("timings", Documents.of(TIMINGS));
        return Sent.json(200, completion.toString()).ofType("application/json; charset=utf-8");
    }

    private static String reason(Answer answer) {
        return answer.calls() ? "tool_calls" : "stop";
    }

    private static String id() {
        return "kX9vQ2" + Documents.nextCall();
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        var chunks = new ArrayList<String>(beginning(answer));
        for (int i = 0; i < answer.cities().size(); i++) {
            List<String> pieces = Answer.pieces(Answer.arguments(answer.cities().get(i)));
            ObjectNode first = call(i, pieces.getFirst());
            ((ObjectNode) first.path("tool_calls").path(0)).put("id", id()).put("type", "function");
            ((ObjectNode) first.path("tool_calls").path(0).path("function")).put("name", Answer.TOOL);
            chunks.add(chunk(first, null).toString());
            for (String piece : pieces.subList(1, pieces.size())) {
                chunks.add(chunk(call(i, piece), null).toString());
            }
        }
        ObjectNode last = chunk(Documents.object(), reason(answer));
        if (Answer.wantsUsage(request)) {
            chunks.add(last.toString());
            last = Documents.of("{'choices':[]," + HEAD + "'object':'chat.completion.chunk'}");
            last.set("usage", Documents.usage());
        }
        last.set("timings", Documents.of(TIMINGS));
        chunks.add(last.toString());
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static List<String> beginning(Answer answer) {
        var chunks = new ArrayList<String>();
        chunks.add(
                chunk(Documents.of("{'role':'assistant','content':null}"), null).toString());
        for (String piece : Answer.pieces(answer.thought())) {
            chunks.add(chunk(Documents.object().put("reasoning_content", piece), null)
                    .toString());
        }
        for (String piece : Answer.pieces(answer.text())) {
            chunks.add(chunk(Documents.object().put("content", piece), null).toString());
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
        ObjectNode chunk = Documents.of("{'choices':[]," + HEAD + "'object':'chat.completion.chunk'}");
        ObjectNode choice = ((ArrayNode) chunk.path("choices"))
                .addObject()
                .put("finish_reason", reason)
                .put("index", 0);
        choice.set("delta", delta);
        return chunk;
    }

    /** The process ends in the middle of it. */
    @Override
    public Sent brokenOff(JsonNode request) {
        if (request.path("stream").asBoolean()) {
            return Sent.events(beginning(Scene.TEXT.answer())).cutOff();
        }
        Sent good = whole(Scene.TEXT.answer(), request);
        return new Sent(200, good.type(), good.body().substring(0, 40), true);
    }

    @Override
    public Sent busy() {
        return error(503, "Loading model", "unavailable_error");
    }

    @Override
    public Sent tooLong() {
        ObjectNode document = document(
                400,
                "request (40069 tokens) exceeds the available context size (22016 tokens), try increasing it",
                "exceed_context_size_error");
        ((ObjectNode) document.path("error")).put("n_prompt_tokens", 40_069).put("n_ctx", 22_016);
        return Sent.json(400, document.toString());
    }

    /** Only its router mode looks at the name ({@code tools/server/server-models.cpp}). */
    @Override
    public Sent unknownModel(String model) {
        return error(400, "model '" + model + "' not found", "invalid_request_error");
    }

    @Override
    public String models() {
        return Documents.of("{'models':[{'name':'gemma-3-270m.gguf','model':'gemma-3-270m.gguf','modified_at':'',"
                        + "'size':'','digest':'','type':'model','capabilities':['completion']}],'object':'list',"
                        + "'data':[{'id':'gemma-3-270m.gguf','object':'model','created':1764547200,"
                        + "'owned_by':'llamacpp','meta':{'vocab_type':1,'n_vocab':262144,'n_ctx_train':32768}}]}")
                .toString();
    }
}
