package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Answers one request by its script.
 *
 * <table>
 * <caption>Steps</caption>
 * <tr><td>{@code latency=ms}</td><td>before the head</td></tr>
 * <tr><td>{@code chunks=n}, {@code gap=ms}</td><td>length and pace of the answer; {@code gap} is per chunk</td></tr>
 * <tr><td>{@code first=ms}</td><td>between the head and the first chunk</td></tr>
 * <tr><td>{@code status=n}, {@code retry-after=s}, {@code body=openai|html|empty|text}</td><td>an error; its OpenAI body holds canaries</td></tr>
 * <tr><td>{@code code=…}</td><td>the code in that body</td></tr>
 * <tr><td>{@code usage=none|last}</td><td>no usage at all, or in the last choice chunk</td></tr>
 * <tr><td>{@code break=…}</td><td>see {@link BrokenHttp}, {@link ChatStream}, {@link NamedEvents} and {@link #brokenUnary}</td></tr>
 * <tr><td>{@code tool}, {@code think}</td><td>a tool call or a thought in the answer</td></tr>
 * </table>
 */
final class Answers {

    private static final String JSON_TYPE = "content-type: application/json\r\n";

    /** False when the script broke the answer off, so that the connection is of no more use. */
    boolean answer(IncomingRequest request, Wire wire) throws IOException {
        JsonNode body = request.json();
        String control = request.headers().get("x-mock");
        String inBody =
                body.path("user").asText(body.path("metadata").path("user_id").asText(null));
        Script script = Script.of(control != null ? control : inBody);
        wire.pause(script.number("latency", 0));
        if (script.breaks("hang")) {
            wire.pause(Integer.MAX_VALUE);
        }
        if (script.breaks("reset-before")) {
            wire.reset();
            return false;
        }
        if (BrokenHttp.KINDS.contains(script.text("break", ""))) {
            return new BrokenHttp(wire)
                    .send(script.text("break", ""), request.headers().getOrDefault("host", ""));
        }
        if (script.has("status")) {
            error(script, wire);
            return true;
        }
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/models" -> json(wire, Texts.models());
            case "POST /v1/chat/completions", "POST /v1/completions" -> completion(body, script, wire);
            case "POST /v1/embeddings" -> json(wire, Texts.embeddings(body));
            case "POST /v1/messages" -> new Messages(body, script, wire).answer(request);
            case "POST /v1/messages/count_tokens" -> {
                Messages.count(body, wire);
                yield true;
            }
            case "POST /v1/responses" -> new Responses(body, script, wire).answer();
            default -> {
                wire.whole(404, JSON_TYPE, Texts.error("Invalid URL", "invalid_request_error", null, null));
                yield true;
            }
        };
    }

    private static boolean completion(JsonNode body, Script script, Wire wire) throws IOException {
        boolean stream = body.path("stream").asBoolean();
        if (!stream && body.hasNonNull("stream_options")) {
            byte[] refusal = Texts.error(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                    "invalid_request_error",
                    "stream_options",
                    null);
            wire.whole(400, JSON_TYPE, refusal);
            return true;
        }
        if (stream) {
            return new ChatStream(body, script, wire).send();
        }
        wire.pause(script.number("first", 0) + script.number("gap", 0) * script.number("chunks", 8));
        byte[] whole = Texts.completion(body, script);
        return script.has("break") ? brokenUnary(script, wire, whole) : json(wire, whole);
    }

    static boolean brokenUnary(Script script, Wire wire, byte[] whole) throws IOException {
        String declared = "content-length: " + whole.length + "\r\n";
        switch (script.text("break", "")) {
            case "half" -> {
                wire.head(200, JSON_TYPE + declared);
                wire.raw(new String(whole, 0, whole.length / 2, StandardCharsets.UTF_8));
                wire.close();
                return false;
            }
            case "half-chunked" -> {
                wire.head(200, JSON_TYPE + "transfer-encoding: chunked\r\n");
                wire.chunk(new String(whole, 0, whole.length / 2, StandardCharsets.UTF_8));
                wire.lastChunk();
            }
            case "error-frame" -> wire.whole(200, JSON_TYPE, Texts.canaryError(null));
            case "error-null" -> wire.whole(200, JSON_TYPE, withNullError(whole));
            case "html" -> wire.whole(200, "content-type: text/html\r\n", Texts.html());
            case "empty" -> wire.whole(200, JSON_TYPE, new byte[0]);
            case "garbage" -> wire.whole(200, JSON_TYPE, "{\"id\": nonsense".getBytes(StandardCharsets.UTF_8));
            case "array" -> wire.whole(200, JSON_TYPE, "[]".getBytes(StandardCharsets.UTF_8));
            case "gzip" -> wire.whole(200, JSON_TYPE + "content-encoding: gzip\r\n", gzip(whole));
            case "redirect" -> wire.whole(307, "location: http://127.0.0.1:9/v1\r\n", new byte[0]);
            case "huge" -> wire.whole(200, JSON_TYPE, Texts.huge());
            default -> throw new IllegalArgumentException("no such break: " + script);
        }
        return true;
    }

    private static boolean json(Wire wire, byte[] body) throws IOException {
        wire.whole(200, JSON_TYPE + "openai-processing-ms: 3\r\n", body);
        return true;
    }

    private static void error(Script script, Wire wire) throws IOException {
        int status = script.number("status", 500);
        String retry = script.has("retry-after") ? "retry-after: " + script.text("retry-after", "") + "\r\n" : "";
        switch (script.text("body", "openai")) {
            case "html" -> wire.whole(status, "content-type: text/html\r\n" + retry, Texts.html());
            case "empty" -> wire.whole(status, retry, new byte[0]);
            case "text" -> wire.whole(status, "content-type: text/plain\r\n" + retry, Texts.canaryText());
            default ->
                wire.whole(
                        status,
                        JSON_TYPE + retry,
                        Texts.canaryError(script.steps().get("code")));
        }
    }

    private static byte[] withNullError(byte[] whole) {
        String text = new String(whole, StandardCharsets.UTF_8);
        return ("{\"error\":null," + text.substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] whole) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(whole);
        }
        return packed.toByteArray();
    }
}
