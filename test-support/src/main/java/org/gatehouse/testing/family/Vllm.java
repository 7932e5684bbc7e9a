package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * vLLM, as of {@code vllm/entrypoints/openai/chat_completion/serving.py} in vllm-project/vllm: thoughts in {@code reasoning}, a
 * call's name and its arguments in chunks of their own, {@code stop} as the end of a call that was asked for by name, usage in a
 * stream for those who ask, and an error in a stream that is followed by {@code [DONE]}.
 */
final class Vllm implements Manner {

    private static final String CHUNK = "{'id':'chatcmpl-8f1c','object':'chat.completion.chunk','created':1764547200,"
            + "'model':'Qwen/Qwen3-32B','choices':[]}";
    private static final String BROKEN = "{\"error\":{\"message\":\"EngineCore encountered an issue. See stack trace"
            + " (above) for the root cause.\",\"type\":\"InternalServerError\",\"param\":null,\"code\":500}}";

    @Override
    public @Nullable Sent refusal(JsonNode request) {
        for (JsonNode message : request.path("messages")) {
            for (JsonNode call : message.path("tool_calls")) {
                String arguments = call.path("function").path("arguments").asText("");
                if (!arguments.isEmpty() && !arguments.strip().startsWith("{")) {
                    return error(400, "Expecting value: line 1 column 1 (char 0)", "BadRequestError", null);
                }
            }
        }
        return null;
    }

    private static Sent error(int status, String message, String type, @Nullable String param) {
        ObjectNode error = Documents.object();
        error.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", status);
        return Sent.json(status, error.toString());
    }

    @Override
    public Sent whole(Answer answer, JsonNode request) {
        ObjectNode completion = Documents.of("{'id':'chatcmpl-8f1c','object':'chat.completion','created':1764547200,"
                + "'model':'Qwen/Qwen3-32B','choices':[{'index':0,'message':{'role':'assistant','content':null,"
                + "'refusal':null,'annotations':null,'audio':null,'function_call':null,'tool_calls':[],"
                + "'reasoning':null},'logprobs':null,'finish_reason':'stop','stop_reason':null,'token_ids':null}],"
                + "'service_tier':null,'system_fingerprint':null,'prompt_logprobs':null,'prompt_token_ids':null,"
                + "'kv_transfer_params':null}");
        completion.set("usage", Documents.usage().putNull("prompt_tokens_details"));
        ObjectNode choice = (ObjectNode) completion.path("choices").path(0);
        ObjectNode message = (ObjectNode) choice.path("message");
        message.put("content", answer.text().isEmpty() ? null : answer.text());
        message.put("reasoning", answer.thought().isEmpty() ? null : answer.thought());
        ArrayNode calls = (ArrayNode) message.path("tool_calls");
        for (String city : answer.cities()) {
            ObjectNode call = calls.addObject()
                    .put("id", "chatcmpl-tool-" + Documents.nextCall())
                    .put("type", "function");
            call.putObject("function").put("name", Answer.TOOL).put("arguments", Answer.arguments(city));
        }
        choice.put("finish_reason", reason(answer, request));
        return Sent.json(200, completion.toString());
    }

    private static String reason(Answer answer, JsonNode request) {
        return answer.calls() && !request.path("tool_choice").isObject() ? "tool_calls" : "stop";
    }

    @Override
    public Sent streamed(Answer answer, JsonNode request) {
        var chunks = new ArrayList<String>(beginning(answer));
        for (int i = 0; i < answer.cities().size(); i++) {
            chunks.add(delta("{'tool_calls':[{'id':'chatcmpl-tool-" + Documents.nextCall()
                    + "','type':'function','index':" + i + ",'function':{'name':'" + Answer.TOOL
                    + "','arguments':''}}]}"));
            for (String piece : Answer.pieces(Answer.arguments(answer.cities().get(i)))) {
                chunks.add(delta(arguments(i, piece)));
            }
        }
        chunks.add(chunk(Documents.of("{'content':''}"), reason(answer, request)));
        if (Answer.wantsUsage(request)) {
            ObjectNode last = Documents.of(CHUNK);
            last.set("usage", Documents.usage());
            chunks.add(last.toString());
        }
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    private static List<String> beginning(Answer answer) {
        var chunks = new ArrayList<String>();
        chunks.add(delta("{'role':'assistant','content':''}"));
        for (String piece : Answer.pieces(answer.thought())) {
            chunks.add(delta("{'reasoning':'" + piece + "'}"));
        }
        for (String piece : Answer.pieces(answer.text())) {
            chunks.add(delta("{'content':'" + piece + "'}"));
        }
        return chunks;
    }

    private static ObjectNode arguments(int index, String piece) {
        ObjectNode delta = Documents.object();
        delta.putArray("tool_calls")
                .addObject()
                .put("index", index)
                .putObject("function")
                .put("arguments", piece);
        return delta;
    }

    private static String delta(String delta) {
        return delta(Documents.of(delta));
    }

    private static String delta(ObjectNode delta) {
        return chunk(delta, null);
    }

    private static String chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = Documents.of(CHUNK);
        ObjectNode choice = ((ArrayNode) chunk.path("choices")).addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", reason);
        if (reason != null) {
            choice.putNull("stop_reason");
        }
        choice.putNull("token_ids");
        return chunk.toString();
    }

    @Override
    public Sent brokenOff(JsonNode request) {
        if (!request.path("stream").asBoolean()) {
            return Sent.json(500, BROKEN);
        }
        var chunks = new ArrayList<String>(beginning(Scene.TEXT.answer()));
        chunks.add(BROKEN);
        chunks.add("[DONE]");
        return Sent.events(chunks);
    }

    /** It queues without a limit; what refuses is the nginx in front of it ({@code docs/deployment/nginx.md}). */
    @Override
    public Sent busy() {
        return new Sent(
                503,
                "text/html",
                "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503"
                        + " Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n",
                false);
    }

    @Override
    public Sent tooLong() {
        return error(
                400,
                "This model's maximum context length is 32768 tokens. However, your request has 66511 input tokens."
                        + " Please reduce the length of the input messages. (parameter=input_tokens, value=66511)",
                "BadRequestError",
                "input_tokens");
    }

    @Override
    public Sent unknownModel(String model) {
        return error(404, "The model `" + model + "` does not exist.", "NotFoundError", "model");
    }

    @Override
    public String models() {
        return Documents.of("{'object':'list','data':[{'id':'Qwen/Qwen3-32B','object':'model','created':1764547200,"
                        + "'owned_by':'vllm','root':'Qwen/Qwen3-32B','parent':null,'max_model_len':32768,"
                        + "'permission':[{'id':'modelperm-1','object':'model_permission','created':1764547200,"
                        + "'allow_sampling':true,'organization':'*','group':null,'is_blocking':false}]}]}")
                .toString();
    }
}
