package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One streamed answer, with the real API's order: role, content, finish, usage when asked for, {@code [DONE]}. */
final class ChatStream {

    private static final String HEAD = "content-type: text/event-stream; charset=utf-8\r\n";

    private final JsonNode body;
    private final Script script;
    private final Wire wire;
    private final int chunks;
    private final int choices;
    private final boolean includeUsage;

    ChatStream(JsonNode body, Script script, Wire wire) {
        this.body = body;
        this.script = script;
        this.wire = wire;
        this.chunks = Math.min(script.number("chunks", 8), Texts.limit(body));
        this.choices = Math.max(1, body.path("n").asInt(1));
        this.includeUsage = body.path("stream_options").path("include_usage").asBoolean();
    }

    void send() throws IOException {
        wire.begin(HEAD);
        wire.pause(script.number("first", 0));
        for (int choice = 0; choice < choices; choice++) {
            frame(Texts.chunk(body, choice, "{\"role\":\"assistant\",\"content\":\"\"}", null, nullUsage()));
        }
        for (String piece : Texts.pieces(script, chunks)) {
            wire.pause(script.number("gap", 0));
            for (int choice = 0; choice < choices; choice++) {
                frame(Texts.chunk(body, choice, "{\"content\":\"" + piece + "\"}", null, nullUsage()));
            }
        }
        if (script.has("tool")) {
            toolCall();
        }
        finish();
        frame("[DONE]");
        wire.lastChunk();
    }

    /** A call of the first tool, in pieces. */
    private void toolCall() throws IOException {
        frame(Texts.chunk(body, 0, Texts.toolStart(body), null, nullUsage()));
        for (String piece : List.of("{\\\"city\\\":", "\\\"Zürich\\\"}")) {
            String delta = "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + piece + "\"}}]}";
            frame(Texts.chunk(body, 0, delta, null, nullUsage()));
        }
    }

    private void finish() throws IOException {
        String usage = Texts.usage(body, chunks * choices);
        String reason = script.has("tool") ? "tool_calls" : chunks == Texts.limit(body) ? "length" : "stop";
        String inLast = "last".equals(script.text("usage", "")) ? usage : nullUsage();
        for (int choice = 0; choice < choices; choice++) {
            frame(Texts.chunk(body, choice, "{}", reason, inLast));
        }
        if (includeUsage && !script.has("usage")) {
            frame(Texts.usageChunk(body, usage));
        }
    }

    private @Nullable String nullUsage() {
        return includeUsage ? "null" : null;
    }

    private void frame(String payload) throws IOException {
        wire.chunk("data: " + payload + "\n\n");
    }
}
