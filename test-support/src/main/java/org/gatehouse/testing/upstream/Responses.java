package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** OpenAI's Responses: one text. */
final class Responses {

    private final JsonNode body;
    private final Script script;
    private final Wire wire;
    private final int words;
    private int number;

    Responses(JsonNode body, Script script, Wire wire) {
        this.body = body;
        this.script = script;
        this.wire = wire;
        this.words = script.number("chunks", 8);
    }

    void answer() throws IOException {
        String text = IntStream.range(0, words).mapToObj(Texts::word).collect(Collectors.joining());
        if (!body.path("stream").asBoolean()) {
            wire.pause(script.number("first", 0) + script.number("gap", 0) * words);
            byte[] whole = response("completed", item("completed", text)).getBytes(StandardCharsets.UTF_8);
            wire.whole(200, "content-type: application/json\r\n", whole);
            return;
        }
        var start = List.of(
                event("response.created", "\"response\":" + response("in_progress", "")),
                event("response.output_item.added", "\"output_index\":0,\"item\":" + item("in_progress", null)));
        var deltas = new ArrayList<NamedEvents.Event>();
        for (int i = 0; i < words; i++) {
            String delta = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"logprobs\":[],\"delta\":\"";
            deltas.add(event("response.output_text.delta", delta + Texts.word(i) + "\""));
        }
        var end = List.of(
                event("response.output_item.done", "\"output_index\":0,\"item\":" + item("completed", text)),
                event("response.completed", "\"response\":" + response("completed", item("completed", text))));
        new NamedEvents(script, wire).send(start, deltas, end);
    }

    private static String item(String status, @org.jspecify.annotations.Nullable String text) {
        String content = text == null
                ? ""
                : "{\"type\":\"output_text\",\"text\":\"" + text + "\",\"annotations\":[],\"logprobs\":[]}";
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"" + status
                + "\",\"content\":[" + content + "]}";
    }

    private String response(String status, String output) {
        String usage = status.equals("completed")
                ? "{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":" + words
                        + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":" + (5 + words) + "}"
                : "null";
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1700000000,\"status\":\"" + status
                + "\",\"error\":null,\"incomplete_details\":null,\"instructions\":null,\"metadata\":{},\"model\":"
                + body.path("model") + ",\"output\":[" + output
                + "],\"parallel_tool_calls\":true,\"temperature\":1.0,\"tool_choice\":\"auto\",\"tools\":[],\"top_p\":1.0,"
                + "\"store\":" + body.path("store").asBoolean(true) + ",\"usage\":" + usage + "}";
    }

    private NamedEvents.Event event(String type, String members) {
        return new NamedEvents.Event(
                type, "{\"type\":\"" + type + "\",\"sequence_number\":" + number++ + "," + members + "}");
    }
}
