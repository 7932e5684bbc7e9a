package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The bodies, in the real API's form. */
final class Texts {

    private static final String CANARY =
            "Unsupported value with key sk-proj-CANARYcanary0123456789 of org-CANARYcanary at https://canary.internal.example:8443/v1";

    private Texts() {}

    static byte[] models() {
        return bytes("""
                {"object":"list","data":[{"id":"mock-small","object":"model","created":1700000000,"owned_by":"mock"},\
                {"id":"mock/large","object":"model","created":1700000001,"owned_by":"mock"}]}""");
    }

    static byte[] embeddings(JsonNode body) {
        return bytes("""
                {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,-0.2,0.3]}],"model":%s,\
                "usage":{"prompt_tokens":5,"total_tokens":5}}""".formatted(body.path("model")));
    }

    static int limit(JsonNode body) {
        JsonNode limit =
                body.hasNonNull("max_completion_tokens") ? body.path("max_completion_tokens") : body.path("max_tokens");
        return limit.isInt() ? limit.asInt() : Integer.MAX_VALUE;
    }

    static String word(int index) {
        return "word" + index + " ";
    }

    /** What an answer says, piece by piece, as it stands inside a JSON text: words, or with the step {@code json} an object. */
    static List<String> pieces(Script script, int words) {
        return script.has("json")
                ? List.of("{\\\"city\\\":\\\"Zürich\\\",", "\\\"degrees\\\":7}")
                : IntStream.range(0, words).mapToObj(Texts::word).toList();
    }

    static byte[] completion(JsonNode body, Script script) {
        int chunks = Math.min(script.number("chunks", 8), limit(body));
        int choices = Math.max(1, body.path("n").asInt(1));
        String text = String.join("", pieces(script, chunks));
        String finish = script.has("tool") ? "tool_calls" : chunks == limit(body) ? "length" : "stop";
        String calls = script.has("tool") ? toolCalls(body) : "";
        String all = IntStream.range(0, choices)
                .mapToObj(i -> """
                        {"index":%d,"message":{"role":"assistant","content":"%s","refusal":null%s},"logprobs":null,\
                        "finish_reason":"%s"}""".formatted(i, text, calls, finish))
                .collect(Collectors.joining(","));
        String usage = script.has("usage") ? "" : ",\"usage\":" + usage(body, chunks * choices);
        return bytes("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":"
                + body.path("model") + ",\"choices\":[" + all + "]" + usage + ",\"system_fingerprint\":\"fp_mock\"}");
    }

    static String toolStart(JsonNode body) {
        return "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":"
                + body.path("tools").path(0).path("function").path("name") + ",\"arguments\":\"\"}}]}";
    }

    /** The member {@code tool_calls} of a message, with the comma before it. */
    private static String toolCalls(JsonNode body) {
        return ",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":"
                + body.path("tools").path(0).path("function").path("name")
                + ",\"arguments\":\"{\\\"city\\\":\\\"Zürich\\\"}\"}}]";
    }

    static String chunk(JsonNode body, int choice, String delta, @Nullable String finish, @Nullable String usage) {
        String reason = finish == null ? "null" : "\"" + finish + "\"";
        return chunkStart(body) + ",\"choices\":[{\"index\":" + choice + ",\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":" + reason + "}]"
                + (usage == null ? "" : ",\"usage\":" + usage) + "}";
    }

    static String usageChunk(JsonNode body, String usage) {
        return chunkStart(body) + ",\"choices\":[],\"usage\":" + usage + "}";
    }

    private static String chunkStart(JsonNode body) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":"
                + body.path("model") + ",\"system_fingerprint\":\"fp_mock\"";
    }

    static String usage(JsonNode body, int completionTokens) {
        int prompt = 3 + body.path("messages").size() * 4;
        return """
                {"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,"prompt_tokens_details":{"cached_tokens":0,\
                "audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}""".formatted(prompt, completionTokens, prompt + completionTokens);
    }

    static byte[] error(String message, String type, @Nullable String param, @Nullable String code) {
        return bytes("{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":" + quoted(param)
                + ",\"code\":" + quoted(code) + "}}");
    }

    /** An error as careless upstreams write them: with a key, an organisation and a host in its text. */
    static byte[] canaryError(@Nullable String code) {
        return error(CANARY, "invalid_request_error", "temperature", code);
    }

    static byte[] canaryText() {
        return bytes(CANARY);
    }

    static byte[] html() {
        return bytes("<html><body><h1>502 Bad Gateway</h1>" + CANARY + "</body></html>");
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
