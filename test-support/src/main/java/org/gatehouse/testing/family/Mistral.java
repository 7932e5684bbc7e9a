package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mistral's API (docs.mistral.ai, "Chat Completion", "Reasoning"): content is a list where it thinks, calls come whole, without a
 * type and beside the reason, their ids have nine letters and digits, usage is told to everybody, and members of OpenAI's
 * that it does not know are refused with a list for the error's message.
 */
final class Mistral implements Manner {

    private static final Set<String> UNDOCUMENTED = Set.of("stream_options", "max_completion_tokens", "metadata");
    private static final String HEAD = "'id':'cmpl-e5cc70bb','created':1764547200,'model':'magistral-medium-2509'";
    private static final int LETTERS_OF_AN_ID = 9;
    private static final String INVALID = "invalid_request_error";

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        for (String member : UNDOCUMENTED) {
            if (request.has(member)) {
                ObjectNode error = Documents.of("{'object':'error','message':{'detail':[{'type':'extra_forbidden',"
                        + "'loc':['body','" + member + "'],'msg':'Extra inputs are not permitted'}]},'type':'" + INVALID
                        + "','param':null,'code':null}");
                return Sent.json(422, error.toString());
            }
        }
        for (JsonNode message : request.path("messages")) {
            for (JsonNode call : message.path("tool_calls")) {
                String id = call.path("id").asText();
                if (id.length() != LETTERS_OF_AN_ID || !id.chars().allMatch(Character::isLetterOrDigit)) {
                    return error(
                            400,
                            "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.",
                            "invalid_function_call",
                            "3280");
                }
            }
        }
        return null;
    }

    private static Sent error(int status, String message, String type, String code) {
        ObjectNode error = Documents.object().put("object", "error").put("message", message);
        error.put("type", type).putNull("param").put("code", code).put("raw_status_code", status);
        return Sent.json(status, error.toString());
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        return whole(answer, reason(answer));
    }

    private static Sent whole(Answer answer, String reason) {
        ObjectNode completion = Documents.of("{" + HEAD + ",'object':'chat.completion','choices':[{'index':0}]}");
        completion.set("usage", Documents.usage());
        ObjectNode message = Documents.of("{'role':'assistant','tool_calls':null,'content':''}");
        if (!answer.thought().isEmpty()) {
            ArrayNode parts = message.putArray("content").add(thinking(answer.thought()));
            parts.addObject().put("type", "text").put("text", answer.text());
        } else {
            message.put("content", answer.text());
        }
        if (answer.calls()) {
            message.set("tool_calls", calls(answer));
        }
        ObjectNode choice = (ObjectNode) completion.path("choices").path(0);
        choice.put("finish_reason", reason).set("message", message);
        return Sent.json(200, completion.toString());
    }

    private static String reason(Answer answer) {
        return answer.calls() ? "tool_calls" : "stop";
    }

    private static ObjectNode thinking(String thought) {
        ObjectNode part = Documents.object().put("type", "thinking");
        part.putArray("thinking").addObject().put("type", "text").put("text", thought);
        return part.put("closed", true);
    }

    private static ArrayNode calls(Answer answer) {
        ArrayNode calls = Documents.object().putArray("tool_calls");
        for (int i = 0; i < answer.cities().size(); i++) {
            ObjectNode call = calls.addObject().put("id", String.format(Locale.ROOT, "D%08d", Documents.nextCall()));
            call.putObject("function")
                    .put("name", Answer.TOOL)
                    .put("arguments", Answer.arguments(answer.cities().get(i)));
            call.put("index", i);
        }
        return calls;
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        ObjectNode last = Documents.object().put("content", "");
        if (answer.calls()) {
            last.set("tool_calls", calls(answer));
        }
        return ended(answer, last, reason(answer));
    }

    private static Sent ended(Answer answer, ObjectNode last, String reason) {
        List<String> chunks = beginning(answer);
        ObjectNode end = chunk(last, reason);
        end.set("usage", Documents.usage());
        chunks.add(end.toString());
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static List<String> beginning(Answer answer) {
        var chunks = new ArrayList<String>();
        chunks.add(
                chunk(Documents.of("{'role':'assistant','content':''}"), null).toString());
        for (String piece : Answer.pieces(answer.thought())) {
            ObjectNode delta = Documents.object();
            delta.putArray("content").add(thinking(piece));
            chunks.add(chunk(delta, null).toString());
        }
        for (String piece : Answer.pieces(answer.text())) {
            chunks.add(chunk(Documents.object().put("content", piece), null).toString());
        }
        return chunks;
    }

    /** With padding, so that nobody reads a token's length off the packets. */
    private static ObjectNode chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = Documents.of("{" + HEAD + ",'object':'chat.completion.chunk','choices':[{'index':0}]}");
        ((ObjectNode) chunk.path("choices").path(0))
                .put("finish_reason", reason)
                .set("delta", delta);
        return chunk.put("p", "abcdefghijkl");
    }

    @Override
    public Sent brokenOff(JsonNode request) {
        Answer answer = Scene.TEXT.answer();
        return request.path("stream").asBoolean()
                ? ended(answer, Documents.object().put("content", ""), "error")
                : whole(answer, "error");
    }

    @Override
    public Sent busy() {
        return error(429, "Rate limit exceeded", "rate_limited", "1300");
    }

    @Override
    public Sent tooLong() {
        return error(
                400,
                "Prompt contains 51999 tokens and 0 draft tokens, too large for model with 40960 maximum context length",
                INVALID,
                "3051");
    }

    @Override
    public Sent unknownModel(String model) {
        return error(400, "Invalid model: " + model, "invalid_model", "1500");
    }

    @Override
    public String models() {
        return Documents.of("{'object':'list','data':[{'id':'magistral-medium-2509','object':'model',"
                        + "'created':1764547200,'owned_by':'mistralai','capabilities':{'completion_chat':true,"
                        + "'function_calling':true,'vision':false},'name':'magistral-medium-2509','description':null,"
                        + "'max_context_length':40960,'aliases':['magistral-medium-latest'],'deprecation':null,"
                        + "'type':'base'}]}")
                .toString();
    }
}
