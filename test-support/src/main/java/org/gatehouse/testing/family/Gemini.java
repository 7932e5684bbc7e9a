package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gemini 3 behind Google's OpenAI-compatible endpoint (ai.google.dev/gemini-api/docs/openai and …/thought-signatures): calls come
 * whole and without an index, the first of a step is signed, thoughts are content marked as such in {@code extra_content} and
 * between tags, usage stands in each chunk for those who ask, an answer that was filtered has no message, and errors are a list
 * of one. In the present turn a step whose first call comes back without its signature, or with another, is refused; the
 * placeholder of the documentation is taken.
 */
final class Gemini implements Manner {

    private static final String PLACEHOLDER = "skip_thought_signature_validator";
    private static final String INVALID = "INVALID_ARGUMENT";
    private static final String CHUNK =
            "{'choices':[],'created':1764547200,'id':'AbkzaZ2-','model':'gemini-3-pro-preview',"
                    + "'object':'chat.completion.chunk'}";

    private final Signatures signatures = new Signatures();

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        JsonNode messages = request.path("messages");
        for (int i = messages.size() - 1; i >= 0; i--) {
            JsonNode message = messages.path(i);
            if (message.path("role").asText().equals("user")) {
                return null;
            }
            JsonNode call = message.path("tool_calls").path(0);
            Sent refused = call.isObject() ? unsigned(call, i) : null;
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private @Nullable Sent unsigned(JsonNode call, int position) {
        JsonNode signature = call.path("extra_content").path("google").path("thought_signature");
        String name = call.path("function").path("name").asText();
        if (!signature.isTextual()) {
            return error(
                    400,
                    "Function call is missing a thought_signature in functionCall parts. This is required for tools to"
                            + " work correctly, and missing thought_signature may lead to degraded model performance."
                            + " Additional data, function call `default_api:" + name + "` , position " + position
                            + ". Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more"
                            + " details.",
                    INVALID);
        }
        String arguments = call.path("function").path("arguments").asText();
        boolean own = signature.asText().equals(PLACEHOLDER)
                || signatures.isOwn(signature.asText(), name + Documents.plain(arguments));
        return own ? null : error(400, "Corrupted thought signature.", INVALID);
    }

    private static Sent error(int status, String message, String word) {
        return Sent.json(status, "[" + document(status, message, word) + "]");
    }

    private static ObjectNode document(int status, String message, String word) {
        ObjectNode document = Documents.object();
        document.putObject("error").put("code", status).put("message", message).put("status", word);
        return document;
    }

    private ObjectNode call(Answer answer, int which) {
        String arguments = Documents.plain(Answer.arguments(answer.cities().get(which)));
        ObjectNode call = Documents.object();
        if (which == 0) {
            call.putObject("extra_content")
                    .putObject("google")
                    .put("thought_signature", signatures.of(Answer.TOOL + arguments));
        }
        call.putObject("function").put("arguments", arguments).put("name", Answer.TOOL);
        return call.put("id", "function-call-" + Documents.nextCall()).put("type", "function");
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        ObjectNode message = Documents.object();
        if (!answer.text().isEmpty()) {
            boolean thinks = !answer.thought().isEmpty();
            message.put(
                    "content", thinks ? "<thought>" + answer.thought() + "</thought>" + answer.text() : answer.text());
            if (thinks) {
                message.putObject("extra_content").putObject("google").put("thought", true);
            }
        }
        message.put("role", "assistant");
        if (answer.calls()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < answer.cities().size(); i++) {
                calls.add(call(answer, i));
            }
        }
        return whole(message, answer.calls() ? "tool_calls" : "stop");
    }

    private static Sent whole(@Nullable ObjectNode message, String reason) {
        ObjectNode completion = Documents.of(CHUNK).put("object", "chat.completion");
        ObjectNode choice = ((ArrayNode) completion.path("choices")).addObject();
        choice.put("finish_reason", reason).put("index", 0);
        if (message != null) {
            choice.set("message", message);
        }
        completion.set("usage", usage());
        return Sent.json(200, completion.toString());
    }

    /** What it thought counts in the total alone. */
    private static ObjectNode usage() {
        return Documents.usage().put("total_tokens", Answer.PROMPT_TOKENS + Answer.COMPLETION_TOKENS + 300);
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        boolean usage = Answer.wantsUsage(request);
        var chunks = new ArrayList<String>(beginning(answer, usage));
        for (int i = 0; i < answer.cities().size(); i++) {
            ObjectNode delta = Documents.object().put("role", "assistant");
            delta.putArray("tool_calls").add(call(answer, i));
            chunks.add(chunk(delta, null, usage));
        }
        chunks.add(chunk(Documents.of("{'role':'assistant'}"), "stop", usage));
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static List<String> beginning(Answer answer, boolean usage) {
        var chunks = new ArrayList<String>();
        String tag = "<thought>";
        for (String piece : Answer.pieces(answer.thought())) {
            ObjectNode delta = Documents.object().put("content", tag + piece);
            delta.putObject("extra_content").putObject("google").put("thought", true);
            chunks.add(chunk(delta.put("role", "assistant"), null, usage));
            tag = "";
        }
        tag = answer.thought().isEmpty() ? "" : "</thought>";
        for (String piece : Answer.pieces(answer.text())) {
            chunks.add(chunk(Documents.object().put("content", tag + piece).put("role", "assistant"), null, usage));
            tag = "";
        }
        return chunks;
    }

    private static String chunk(ObjectNode delta, @Nullable String reason, boolean usage) {
        ObjectNode chunk = Documents.of(CHUNK);
        ObjectNode choice = ((ArrayNode) chunk.path("choices")).addObject();
        choice.set("delta", delta);
        if (reason != null) {
            choice.put("finish_reason", reason);
        }
        choice.put("index", 0);
        if (usage) {
            chunk.set("usage", usage());
        }
        return chunk.toString();
    }

    /** It could not make sense of its own call. */
    @Override
    public Sent brokenOff(JsonNode request) {
        String reason = "function_call_filter: MALFORMED_FUNCTION_CALL";
        if (!request.path("stream").asBoolean()) {
            return whole(null, reason);
        }
        var chunks = new ArrayList<String>(beginning(Scene.TEXT.answer(), false));
        chunks.add(chunk(Documents.object(), reason, false));
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    @Override
    public Sent busy() {
        ObjectNode document = document(
                429,
                "You exceeded your current quota, please check your plan and billing details. Please retry in 18.2s.",
                "RESOURCE_EXHAUSTED");
        ArrayNode details = ((ObjectNode) document.path("error")).putArray("details");
        details.addObject().put("@type", "type.googleapis.com/google.rpc.QuotaFailure");
        details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                .put("retryDelay", "18.2s");
        return Sent.json(429, "[" + document + "]");
    }

    @Override
    public Sent tooLong() {
        return error(
                400,
                "The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).",
                INVALID);
    }

    @Override
    public Sent unknownModel(String model) {
        return error(
                404,
                "models/" + model + " is not found for API version v1main, or is not supported for generateContent."
                        + " Call ListModels to see the list of available models and their supported methods.",
                "NOT_FOUND");
    }

    @Override
    public String models() {
        return Documents.of("{'object':'list','data':[{'id':'models/gemini-3-pro-preview','object':'model',"
                        + "'owned_by':'google','display_name':'Gemini 3 Pro Preview'}]}")
                .toString();
    }
}
