package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Answers one request by its script.
 *
 * <table>
 * <caption>Steps</caption>
 * <tr><td>{@code latency=ms}</td><td>before the head</td></tr>
 * <tr><td>{@code chunks=n}, {@code gap=ms}</td><td>length and pace of the answer; {@code gap} is per chunk</td></tr>
 * <tr><td>{@code first=ms}</td><td>between the head and the first chunk</td></tr>
 * <tr><td>{@code status=n}, {@code retry-after=s|dates}, {@code body=openai|html|empty|text}</td><td>an error; its OpenAI body holds canaries</td></tr>
 * <tr><td>{@code code=…}</td><td>the code in that body</td></tr>
 * <tr><td>{@code usage=none|last}</td><td>no usage at all, or in the last choice chunk</td></tr>
 * <tr><td>{@code break=…}</td><td>see {@link BrokenHeads}, {@link BrokenFraming}, {@link BrokenWords}, {@link BrokenEnds} and {@link OddEvents}</td></tr>
 * <tr><td>{@code tool}, {@code think}, {@code json}</td><td>a tool call or a thought in the answer, or an object for its text</td></tr>
 * </table>
 */
final class Answers {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final String JSON_TYPE = "content-type: application/json\r\n";

    /** False when the script broke the answer off, so that the connection is of no more use. */
    boolean answer(IncomingRequest request, SocketWire wire) throws IOException {
        JsonNode body = request.json();
        String control = request.headers().get("x-mock");
        String inBody = body.path("user")
                .asText(body.path("safety_identifier")
                        .asText(body.path("metadata").path("user_id").asText(null)));
        Script script = Script.of(control != null ? control : inBody);
        wire.pause(script.number("latency", 0));
        if (script.has("status")) {
            error(script, wire);
            return true;
        }
        if (script.has("break")) {
            return Breakage.of(script.text("break", ""))
                    .send(Good.of(recorder -> good(request, body, script, recorder)), wire);
        }
        good(request, body, script, wire);
        return true;
    }

    private static void good(IncomingRequest request, JsonNode body, Script script, Wire wire) throws IOException {
        switch (request.method() + " " + request.path()) {
            case "GET /v1/models" -> json(wire, Texts.models());
            case "POST /v1/chat/completions", "POST /v1/completions" -> completion(body, script, wire);
            case "POST /v1/embeddings" -> json(wire, Texts.embeddings(body));
            case "POST /v1/images/generations" -> new Media(body, script, wire).pictures();
            case "POST /v1/audio/speech" -> new Media(body, script, wire).speech();
            case "POST /v1/audio/transcriptions" -> new Media(body, script, wire).transcript();
            case "POST /v1/moderations" -> new Media(body, script, wire).moderation();
            case "POST /v1/rerank" -> new Media(body, script, wire).reranking();
            case "POST /v1/messages" -> new Messages(body, script, wire).answer(request);
            case "POST /v1/messages/count_tokens" -> Messages.count(body, wire);
            case "POST /v1/responses" -> new Responses(body, script, wire).answer();
            default -> wire.whole(404, JSON_TYPE, Texts.error("Invalid URL", "invalid_request_error", null, null));
        }
    }

    private static void completion(JsonNode body, Script script, Wire wire) throws IOException {
        boolean stream = body.path("stream").asBoolean();
        if (stream) {
            new ChatStream(body, script, wire).send();
        } else if (body.hasNonNull("stream_options")) {
            byte[] refusal = Texts.error(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                    "invalid_request_error",
                    "stream_options",
                    null);
            wire.whole(400, JSON_TYPE, refusal);
        } else {
            wire.pause(script.number("first", 0) + script.number("gap", 0) * script.number("chunks", 8));
            json(wire, Texts.completion(body, script));
        }
    }

    private static void json(Wire wire, byte[] body) throws IOException {
        wire.whole(200, JSON_TYPE + "openai-processing-ms: 3\r\n", body);
    }

    private static void error(Script script, Wire wire) throws IOException {
        int status = script.number("status", 500);
        String retry = retryAfter(script.text("retry-after", ""));
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

    /** Seconds as they are given, or a date a given number of seconds after that of the answer, as in {@code date7}. */
    private static String retryAfter(String script) {
        if (!script.startsWith("date")) {
            return script.isEmpty() ? "" : "retry-after: " + script + "\r\n";
        }
        var answered = ZonedDateTime.of(2026, 3, 1, 12, 0, 0, 0, ZoneOffset.UTC);
        var retry = answered.plusSeconds(Long.parseLong(script.substring("date".length())));
        return "date: " + HTTP_DATE.format(answered) + "\r\nretry-after: " + HTTP_DATE.format(retry) + "\r\n";
    }
}
