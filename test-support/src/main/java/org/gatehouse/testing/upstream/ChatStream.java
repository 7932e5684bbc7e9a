package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One streamed answer, with the real API's order: role, content, finish, usage when asked for, {@code [DONE]}.
 *
 * <p>Breaks in the middle, after half of the chunks: {@code half} ends cleanly, {@code cut} and {@code mid-frame} close
 * without the last chunk, {@code clean-mid-frame} ends cleanly inside a frame, {@code reset-after} resets, {@code garbage},
 * {@code not-object}, {@code error-frame}, {@code error-event} and {@code huge} send such a frame and go on, {@code silent}
 * stops sending, {@code bad-chunk} breaks HTTP's own framing. At the end: {@code no-done}, {@code done-unterminated},
 * {@code hold}, {@code no-finish}, {@code cut-after-finish}. From the start: {@code empty}, {@code done-only},
 * {@code error-first}, {@code silent-first}, {@code html}, {@code json}, {@code redirect}. In the frames: {@code fields},
 * {@code error-null}, {@code empty-data}, {@code crlf}, {@code comments}, {@code bytes} (a byte at a time), {@code multiline}.
 */
final class ChatStream {

    private static final String HEAD =
            "content-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n";

    private final JsonNode body;
    private final Script script;
    private final Wire wire;
    private final int chunks;
    private final boolean includeUsage;

    ChatStream(JsonNode body, Script script, Wire wire) {
        this.body = body;
        this.script = script;
        this.wire = wire;
        this.chunks = Math.min(script.number("chunks", 8), Texts.limit(body));
        this.includeUsage = body.path("stream_options").path("include_usage").asBoolean();
    }

    /** False when it was broken off. */
    boolean send() throws IOException {
        switch (script.text("break", "")) {
            case "html" -> wire.whole(200, "content-type: text/html\r\n", Texts.html());
            case "json" -> wire.whole(200, "content-type: application/json\r\n", Texts.canaryError(null));
            case "redirect" -> wire.whole(302, "location: http://127.0.0.1:9/v1\r\n", new byte[0]);
            default -> {
                wire.head(200, HEAD);
                return frames();
            }
        }
        return true;
    }

    private boolean frames() throws IOException {
        wire.pause(script.number("first", 0));
        switch (script.text("break", "")) {
            case "silent-first" -> wire.pause(Integer.MAX_VALUE);
            case "error-first" -> frame(canary());
            case "done-only" -> frame("[DONE]");
            case "empty" -> {}
            default -> {
                return content();
            }
        }
        wire.lastChunk();
        return true;
    }

    private boolean content() throws IOException {
        int choices = Math.max(1, body.path("n").asInt(1));
        for (int choice = 0; choice < choices; choice++) {
            frame(Texts.chunk(body, choice, "{\"role\":\"assistant\",\"content\":\"\"}", null, nullUsage()));
        }
        for (int i = 0; i < chunks; i++) {
            wire.pause(script.number("gap", 0));
            if (i == chunks / 2 && !middle()) {
                return false;
            }
            for (int choice = 0; choice < choices; choice++) {
                frame(Texts.chunk(body, choice, "{\"content\":\"" + Texts.word(i) + "\"}", null, nullUsage()));
            }
        }
        if (script.has("tool")) {
            toolCall();
        }
        return end(choices);
    }

    /** A call of the first tool, in pieces. */
    private void toolCall() throws IOException {
        frame(Texts.chunk(body, 0, Texts.toolStart(body), null, nullUsage()));
        for (String piece : java.util.List.of("{\\\"city\\\":", "\\\"Zürich\\\"}")) {
            String delta = "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + piece + "\"}}]}";
            frame(Texts.chunk(body, 0, delta, null, nullUsage()));
        }
    }

    /** False when the stream is over. */
    private boolean middle() throws IOException {
        switch (script.text("break", "")) {
            case "half" -> wire.lastChunk();
            case "cut" -> wire.close();
            case "mid-frame" -> {
                wire.chunk("data: {\"id\":\"chatcmpl-1\",\"choi");
                wire.close();
            }
            case "clean-mid-frame" -> {
                wire.chunk("data: {\"id\":\"chatcmpl-1\",\"choi");
                wire.lastChunk();
            }
            case "reset-after" -> wire.reset();
            case "bad-chunk" -> wire.raw("ZZ\r\n");
            case "silent" -> wire.pause(Integer.MAX_VALUE);
            default -> {
                interjection();
                return true;
            }
        }
        return false;
    }

    private void interjection() throws IOException {
        switch (script.text("break", "")) {
            case "garbage" -> frame("{\"id\": nonsense");
            case "not-object" -> frame("\"keep-alive\"");
            case "error-frame" -> frame(canary());
            case "error-event" ->
                wire.chunk("event: error\ndata: {\"message\":\"sk-proj-CANARYcanary0123456789\"}\n\n");
            case "huge" -> frame("{\"x\":\"" + "x".repeat(20_000_000) + "\"}");
            default -> {}
        }
    }

    private boolean end(int choices) throws IOException {
        String usage = Texts.usage(body, chunks * choices);
        for (int choice = 0; choice < choices && !script.breaks("no-finish"); choice++) {
            boolean cutShort = chunks == Texts.limit(body);
            String inLast = "last".equals(script.text("usage", "")) ? usage : nullUsage();
            frame(Texts.chunk(
                    body, choice, "{}", script.has("tool") ? "tool_calls" : cutShort ? "length" : "stop", inLast));
        }
        if (includeUsage && !script.has("usage")) {
            frame(Texts.usageChunk(body, usage));
        }
        switch (script.text("break", "")) {
            case "no-done" -> {}
            case "done-unterminated" -> wire.chunk("data: [DONE]");
            case "cut-after-finish" -> {
                wire.close();
                return false;
            }
            case "hold" -> {
                frame("[DONE]");
                wire.pause(Integer.MAX_VALUE);
            }
            default -> frame("[DONE]");
        }
        wire.lastChunk();
        return true;
    }

    private @org.jspecify.annotations.Nullable String nullUsage() {
        return includeUsage ? "null" : null;
    }

    private static String canary() {
        return new String(Texts.canaryError(null), StandardCharsets.UTF_8);
    }

    private void frame(String payload) throws IOException {
        switch (script.text("break", "")) {
            case "fields" -> wire.chunk("id: 7\nretry: 100\nevent: message\ndata: " + payload + "\n\nevent: ping\n\n");
            case "error-null" ->
                wire.chunk("data: " + (payload.startsWith("{") ? "{\"error\":null," + payload.substring(1) : payload)
                        + "\n\n");
            case "empty-data" -> wire.chunk("data:\n\ndata: " + payload + "\n\n");
            case "crlf" -> wire.chunk("data: " + payload + "\r\n\r\n");
            case "comments" -> wire.chunk(": PROCESSING\n\ndata: " + payload + "\n\n");
            case "multiline" -> wire.chunk("data: " + payload.replace(",\"choices\"", "\ndata: ,\"choices\"") + "\n\n");
            case "bytes" -> {
                for (byte b : ("data: " + payload + "\n\n").getBytes(StandardCharsets.UTF_8)) {
                    wire.chunk(new byte[] {b});
                }
            }
            default -> wire.chunk("data: " + payload + "\n\n");
        }
    }
}
