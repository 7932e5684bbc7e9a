package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Anthropic's Messages: a text, or with the step {@code tool} a text and a call of the first tool, or with {@code think} a
 * thought before the text. Demands {@code x-api-key}, {@code anthropic-version} and {@code max_tokens} as the real one does.
 */
final class Messages {

    private static final String JSON_TYPE = "content-type: application/json\r\n";
    private static final String INPUT = "{\"city\":\"Zürich\"}";

    private final JsonNode body;
    private final Script script;
    private final Wire wire;
    private final int words;

    Messages(JsonNode body, Script script, Wire wire) {
        this.body = body;
        this.script = script;
        this.wire = wire;
        this.words =
                Math.min(script.number("chunks", 8), body.path("max_tokens").asInt(Integer.MAX_VALUE));
    }

    static void count(JsonNode body, Wire wire) throws IOException {
        wire.whole(
                200,
                JSON_TYPE,
                bytes("{\"input_tokens\":" + (3 + body.path("messages").size() * 4) + "}"));
    }

    void answer(IncomingRequest request) throws IOException {
        if (request.headers().get("x-api-key") == null || request.headers().get("anthropic-version") == null) {
            refuse(401, "authentication_error", "x-api-key and anthropic-version headers are required");
        } else if (!body.path("max_tokens").isInt()) {
            refuse(400, "invalid_request_error", "max_tokens: Field required");
        } else if (body.path("stream").asBoolean()) {
            new NamedEvents(script, wire).send(start(), middle(), end());
        } else {
            wire.pause(script.number("first", 0) + script.number("gap", 0) * words);
            wire.whole(200, JSON_TYPE, bytes(message(content(), "\"" + reason() + "\"", words)));
        }
    }

    private void refuse(int status, String type, String message) throws IOException {
        wire.whole(
                status,
                JSON_TYPE,
                bytes("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}"));
    }

    private List<NamedEvents.Event> start() {
        return List.of(
                event("message_start", "\"message\":" + message("", "null", 1)),
                event("content_block_start", "\"index\":0,\"content_block\":" + opened()),
                event("ping", ""));
    }

    private String opened() {
        return script.has("think")
                ? "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"
                : "{\"type\":\"text\",\"text\":\"\"}";
    }

    private List<NamedEvents.Event> middle() {
        var events = new ArrayList<NamedEvents.Event>();
        int index = 0;
        if (script.has("think")) {
            events.add(delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}"));
            events.add(event("content_block_stop", "\"index\":0"));
            events.add(event("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
            index = 1;
        }
        for (String piece : Texts.pieces(script, words)) {
            events.add(delta(index, "{\"type\":\"text_delta\",\"text\":\"" + piece + "\"}"));
        }
        events.add(event("content_block_stop", "\"index\":" + index));
        if (script.has("tool")) {
            String tool = "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":"
                    + body.path("tools").path(0).path("name") + ",\"input\":{}}";
            events.add(event("content_block_start", "\"index\":" + (index + 1) + ",\"content_block\":" + tool));
            for (String piece : List.of("", "{\\\"city\\\":", "\\\"Zürich\\\"}")) {
                events.add(delta(index + 1, "{\"type\":\"input_json_delta\",\"partial_json\":\"" + piece + "\"}"));
            }
            events.add(event("content_block_stop", "\"index\":" + (index + 1)));
        }
        return events;
    }

    private List<NamedEvents.Event> end() {
        return List.of(
                event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"" + reason()
                                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + words + "}"),
                event("message_stop", ""));
    }

    private String content() {
        String text = String.join("", Texts.pieces(script, words));
        String thought =
                script.has("think") ? "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"}," : "";
        String tool = script.has("tool")
                ? ",{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":"
                        + body.path("tools").path(0).path("name") + ",\"input\":" + INPUT + "}"
                : "";
        return thought + "{\"type\":\"text\",\"text\":\"" + text + "\"}" + tool;
    }

    private String reason() {
        return script.has("tool")
                ? "tool_use"
                : words == body.path("max_tokens").asInt() ? "max_tokens" : script.text("stop", "end_turn");
    }

    private String message(String content, String reason, int output) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":" + body.path("model")
                + ",\"content\":[" + content + "],\"stop_reason\":" + reason
                + ",\"stop_sequence\":null,\"usage\":{\"input_tokens\":"
                + (3 + body.path("messages").size() * 4)
                + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":2,\"output_tokens\":" + output
                + "}}";
    }

    private static NamedEvents.Event delta(int index, String delta) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
    }

    private static NamedEvents.Event event(String type, String members) {
        return new NamedEvents.Event(
                type, "{\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
