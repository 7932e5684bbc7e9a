package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Azure OpenAI (learn.microsoft.com, "Content streaming", "Content filtering"), with a model that shows its thoughts: first a
 * chunk with no choice and empty members that judges the prompt, verdicts beside each delta, and one more without a delta, as
 * the asynchronous filter sends them.
 */
final class Azure implements Manner {

    private static final String SAFE =
            "{'hate':{'filtered':false,'severity':'safe'},'self_harm':{'filtered':false,'severity':'safe'}}";
    private static final String HEAD =
            "'created':1764547200,'id':'chatcmpl-Ax1','model':'deepseek-r1-0528'," + "'system_fingerprint':'fp_b7'";
    private static final String PROMPT =
            "'prompt_filter_results':[{'prompt_index':0,'content_filter_results':" + SAFE + "}]";

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        JsonNode messages = request.path("messages");
        for (int i = 1; i < messages.size(); i++) {
            boolean result = messages.path(i).path("role").asText().equals("tool");
            JsonNode before = messages.path(i - 1);
            if (result
                    && !before.path("role").asText().equals("tool")
                    && before.path("tool_calls").isEmpty()) {
                return error(
                        400,
                        "invalid_request_error",
                        "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
            }
        }
        return null;
    }

    private static Sent error(int status, String code, String message) {
        ObjectNode document = Documents.object();
        document.putObject("error").put("code", code).put("message", message);
        return Sent.json(status, document.toString());
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        ObjectNode message = Documents.of("{'annotations':[],'content':null,'refusal':null,'role':'assistant'}");
        message.put("content", answer.text().isEmpty() ? null : answer.text());
        if (!answer.thought().isEmpty()) {
            message.put("reasoning_content", answer.thought());
        }
        if (answer.calls()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.cities().forEach(city -> {
                ObjectNode call = calls.addObject();
                call.putObject("function")
                        .put("arguments", Answer.arguments(city))
                        .put("name", Answer.TOOL);
                call.put("id", id()).put("type", "function");
            });
        }
        ObjectNode completion =
                Documents.of("{'choices':[{'content_filter_results':" + SAFE + ",'finish_reason':'" + reason(answer)
                        + "','index':0,'logprobs':null}]," + HEAD + ",'object':'chat.completion'," + PROMPT + "}");
        ((ObjectNode) completion.path("choices").path(0)).set("message", message);
        completion.set("usage", Documents.usage());
        return Sent.json(200, completion.toString());
    }

    private static String reason(Answer answer) {
        return answer.calls() ? "tool_calls" : "stop";
    }

    private static String id() {
        return "call_" + Documents.nextCall();
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        List<String> chunks = beginning(answer);
        for (int i = 0; i < answer.cities().size(); i++) {
            ObjectNode first = call(i, "");
            ((ObjectNode) first.path("tool_calls").path(0)).put("id", id()).put("type", "function");
            ((ObjectNode) first.path("tool_calls").path(0).path("function")).put("name", Answer.TOOL);
            chunks.add(chunk(first, null));
            for (String piece : Answer.pieces(Answer.arguments(answer.cities().get(i)))) {
                chunks.add(chunk(call(i, piece), null));
            }
        }
        chunks.add(chunk(Documents.object(), reason(answer)));
        chunks.add(Documents.of("{'choices':[{'content_filter_offsets':{'check_offset':44,'start_offset':44,"
                        + "'end_offset':63},'content_filter_results':" + SAFE + ",'finish_reason':null,'index':0}],"
                        + "'created':0,'id':'','model':'','object':''}")
                .toString());
        if (Answer.wantsUsage(request)) {
            ObjectNode last = Documents.of("{'choices':[]," + HEAD + ",'object':'chat.completion.chunk'}");
            last.set("usage", Documents.usage());
            chunks.add(last.toString());
        }
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static List<String> beginning(Answer answer) {
        var chunks = new ArrayList<String>();
        chunks.add(Documents.of("{'choices':[],'created':0,'id':'','model':'','object':''," + PROMPT + "}")
                .toString());
        chunks.add(chunk(Documents.of("{'content':'','refusal':null,'role':'assistant'}"), null));
        for (String piece : Answer.pieces(answer.thought())) {
            chunks.add(chunk(Documents.object().put("reasoning_content", piece), null));
        }
        for (String piece : Answer.pieces(answer.text())) {
            chunks.add(chunk(Documents.object().put("content", piece), null));
        }
        return chunks;
    }

    private static ObjectNode call(int index, String arguments) {
        ObjectNode delta = Documents.object();
        ObjectNode call = delta.putArray("tool_calls").addObject();
        call.putObject("function").put("arguments", arguments);
        call.put("index", index);
        return delta;
    }

    private static String chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = Documents.of(
                "{'choices':[{'content_filter_results':{}}]," + HEAD + ",'object':'chat.completion.chunk'}");
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason).put("index", 0).putNull("logprobs");
        return chunk.putNull("usage").toString();
    }

    /** The connection ends in the middle of it. */
    @Override
    public Sent brokenOff(JsonNode request) {
        if (request.path("stream").asBoolean()) {
            return Sent.events(beginning(Scene.TEXT.answer())).cutOff();
        }
        return error(
                500, "InternalServerError", "Backend returned unexpected response. Please contact Microsoft for help.");
    }

    @Override
    public Sent busy() {
        return error(
                429,
                "429",
                "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded call rate limit of your"
                        + " current OpenAI S0 pricing tier.");
    }

    @Override
    public Sent tooLong() {
        ObjectNode document = Documents.object();
        document.putObject("error")
                .put(
                        "message",
                        "This model's maximum context length is 128000 tokens. However, your messages resulted in 130011"
                                + " tokens. Please reduce the length of the messages.")
                .put("type", "invalid_request_error")
                .put("param", "messages")
                .put("code", "context_length_exceeded");
        return Sent.json(400, document.toString());
    }

    @Override
    public Sent unknownModel(String model) {
        return error(
                404,
                "DeploymentNotFound",
                "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes,"
                        + " please wait a moment and try again.");
    }

    @Override
    public String models() {
        return Documents.of("{'data':[{'status':'succeeded','capabilities':{'fine_tune':false,'inference':true,"
                        + "'completion':true,'chat_completion':true,'embeddings':false},'lifecycle_status':"
                        + "'generally-available','deprecation':{'inference':1796083200},'id':'deepseek-r1-0528',"
                        + "'created_at':1764547200,'object':'model'}],'object':'list'}")
                .toString();
    }
}
