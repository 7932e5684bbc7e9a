package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A stream of named events, as Anthropic's Messages and OpenAI's Responses have them.
 *
 * <p>Breaks are those of {@link ChatStream}, and {@code no-stop} (the last event is missing), {@code no-end} (all after the
 * content are), {@code bare} (no event names), {@code ping} (a ping before each event), {@code overloaded} (an error event of
 * that type in the middle), {@code double-done} (a {@code [DONE]} that does not belong there).
 */
final class NamedEvents {

    /** One event. */
    record Event(String name, String payload) {}

    private static final String HEAD =
            "content-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n";

    private final Script script;
    private final Wire wire;

    NamedEvents(Script script, Wire wire) {
        this.script = script;
        this.wire = wire;
    }

    /** False when it was broken off. */
    boolean send(List<Event> start, List<Event> content, List<Event> end) throws IOException {
        switch (script.text("break", "")) {
            case "html" -> wire.whole(200, "content-type: text/html\r\n", Texts.html());
            case "json" -> wire.whole(200, "content-type: application/json\r\n", Texts.canaryError(null));
            case "redirect" -> wire.whole(302, "location: http://127.0.0.1:9/v1\r\n", new byte[0]);
            default -> {
                wire.head(200, HEAD);
                return frames(start, content, end);
            }
        }
        return true;
    }

    private boolean frames(List<Event> start, List<Event> content, List<Event> end) throws IOException {
        wire.pause(script.number("first", 0));
        switch (script.text("break", "")) {
            case "silent-first" -> wire.pause(Integer.MAX_VALUE);
            case "error-first" -> frame(error());
            case "ping-first" -> {
                frame(new Event("ping", "{\"type\":\"ping\"}"));
                frame(error());
            }
            case "empty" -> {}
            default -> {
                return all(start, content, end);
            }
        }
        wire.lastChunk();
        return true;
    }

    private boolean all(List<Event> start, List<Event> content, List<Event> end) throws IOException {
        for (Event event : start) {
            frame(event);
        }
        for (int i = 0; i < content.size(); i++) {
            wire.pause(script.number("gap", 0));
            if (i == content.size() / 2 && !middle()) {
                return false;
            }
            frame(content.get(i));
        }
        int missing = script.breaks("no-end") ? end.size() : script.breaks("no-stop") ? 1 : 0;
        for (Event event : end.subList(0, end.size() - missing)) {
            frame(event);
        }
        if (script.breaks("double-done")) {
            wire.chunk("data: [DONE]\n\n");
        }
        if (script.breaks("hold")) {
            wire.pause(Integer.MAX_VALUE);
        }
        wire.lastChunk();
        return true;
    }

    /** False when the stream is over. */
    private boolean middle() throws IOException {
        switch (script.text("break", "")) {
            case "half" -> wire.lastChunk();
            case "cut" -> wire.close();
            case "mid-frame" -> {
                wire.chunk("event: content_block_delta\ndata: {\"ty");
                wire.close();
            }
            case "clean-mid-frame" -> {
                wire.chunk("event: content_block_delta\ndata: {\"ty");
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
            case "garbage" -> frame(new Event("content_block_delta", "{\"type\": nonsense"));
            case "not-object" -> frame(new Event("content_block_delta", "\"keep-alive\""));
            case "error-event", "error-frame" -> frame(error());
            case "overloaded" ->
                frame(new Event(
                        "error",
                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"));
            case "huge" -> frame(new Event("content_block_delta", "{\"x\":\"" + "x".repeat(8_000_000) + "\"}"));
            default -> {}
        }
    }

    private static Event error() {
        String body = new String(Texts.canaryError(null), StandardCharsets.UTF_8);
        return new Event("error", "{\"type\":\"error\"," + body.substring(1));
    }

    private void frame(Event event) throws IOException {
        String name = "event: " + event.name() + "\n";
        String data = "data: " + event.payload() + "\n\n";
        switch (script.text("break", "")) {
            case "bare" -> wire.chunk(data);
            case "crlf" -> wire.chunk((name + data).replace("\n", "\r\n"));
            case "comments" -> wire.chunk(": PROCESSING\n\n" + name + data);
            case "fields" -> wire.chunk("id: 7\nretry: 100\n" + name + data);
            case "ping" -> wire.chunk("event: ping\ndata: {\"type\": \"ping\"}\n\n" + name + data);
            case "bytes" -> {
                for (byte b : (name + data).getBytes(StandardCharsets.UTF_8)) {
                    wire.chunk(new byte[] {b});
                }
            }
            default -> wire.chunk(name + data);
        }
    }
}
