package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Pictures, sound, moderation and reranking, in the shapes of OpenAI's reference and, for reranking, of vLLM's and Cohere's. Each
 * takes {@code chunks} and {@code gap}: pieces of a thousand bytes of sound or picture, or words of a transcript.
 */
final class Media {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE_BYTES = 1_000;

    private final JsonNode body;
    private final Script script;
    private final Wire wire;

    Media(JsonNode body, Script script, Wire wire) {
        this.body = body;
        this.script = script;
        this.wire = wire;
    }

    void pictures() throws IOException {
        var picture = "iVBORw0KGgo".repeat(script.number("chunks", 8) * PIECE_BYTES / 11);
        var usage = "\"usage\":{\"total_tokens\":30,\"input_tokens\":10,\"output_tokens\":20}";
        if (body.path("stream").asBoolean()) {
            wire.begin("content-type: text/event-stream; charset=utf-8\r\n");
            event("image_generation.partial_image", "\"partial_image_index\":0,\"b64_json\":\"" + picture + "\"");
            wire.pause(script.number("gap", 0));
            event("image_generation.completed", "\"b64_json\":\"" + picture + "\"," + usage);
            wire.lastChunk();
        } else {
            whole("{\"created\":1,\"data\":[{\"b64_json\":\"" + picture + "\"}]," + usage + "}");
        }
    }

    void speech() throws IOException {
        wire.begin("content-type: audio/mpeg\r\n");
        for (int i = 0; i < script.number("chunks", 8); i++) {
            wire.pause(script.number("gap", 0));
            var piece = new byte[PIECE_BYTES];
            Arrays.fill(piece, (byte) (0x80 + i % 0x40));
            wire.chunk(piece);
        }
        wire.lastChunk();
    }

    void transcript() throws IOException {
        var file = body.path("file");
        if (!file.has("sha256")) {
            var error = Texts.error("Missing required parameter: 'file'.", "invalid_request_error", "file", null);
            wire.whole(400, "content-type: application/json\r\n", error);
            return;
        }
        var text = file.path("bytes").asText() + " bytes of "
                + file.path("sha256").asText() + " for " + body.path("model").asText();
        if (body.path("stream").asText().equals("true")) {
            wire.begin("content-type: text/event-stream; charset=utf-8\r\n");
            for (int i = 0; i < script.number("chunks", 2); i++) {
                wire.pause(script.number("gap", 0));
                event("transcript.text.delta", "\"delta\":\"word" + i + " \"");
            }
            event("transcript.text.done", "\"text\":\"" + text + "\"");
            wire.lastChunk();
            return;
        }
        wire.pause(script.number("gap", 0) * script.number("chunks", 2));
        switch (body.path("response_format").asText("json")) {
            case "text" -> plain(text + "\n");
            case "srt" -> plain("1\n00:00:00,000 --> 00:00:01,000\n" + text + "\n\n");
            case "vtt" -> plain("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n" + text + "\n\n");
            default -> {
                ObjectNode answer = JSON.createObjectNode().put("text", text);
                if (body.path("response_format").asText().equals("verbose_json")) {
                    answer.put("task", "transcribe").put("language", "english").put("duration", 1.0);
                }
                whole(answer.toString());
            }
        }
    }

    void moderation() throws IOException {
        whole("{\"id\":\"modr-1\",\"model\":\"" + body.path("model").asText()
                + "\",\"results\":[{\"flagged\":false,\"categories\":{\"hate\":false},"
                + "\"category_scores\":{\"hate\":0.01},\"category_applied_input_types\":{\"hate\":[\"text\"]}}]}");
    }

    void reranking() throws IOException {
        var results = new StringBuilder();
        for (int i = body.path("documents").size() - 1; i >= 0; i--) {
            results.append(results.isEmpty() ? "" : ",")
                    .append("{\"index\":" + i + ",\"relevance_score\":0." + i + "}");
        }
        whole("{\"id\":\"rerank-1\",\"model\":\"" + body.path("model").asText() + "\",\"results\":[" + results
                + "],\"usage\":{\"total_tokens\":9}}");
    }

    private void event(String type, String members) throws IOException {
        wire.chunk("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n");
    }

    private void plain(String text) throws IOException {
        wire.whole(200, "content-type: text/plain; charset=utf-8\r\n", text.getBytes(StandardCharsets.UTF_8));
    }

    private void whole(String json) throws IOException {
        wire.whole(200, "content-type: application/json\r\n", json.getBytes(StandardCharsets.UTF_8));
    }
}
