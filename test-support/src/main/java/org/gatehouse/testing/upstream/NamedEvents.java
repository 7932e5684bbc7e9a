package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.util.List;

/** A stream of named events, as Anthropic's Messages and OpenAI's Responses have them. */
final class NamedEvents {

    /** One event. */
    record Event(String name, String payload) {}

    private static final String HEAD = "content-type: text/event-stream; charset=utf-8\r\n";

    private final Script script;
    private final Wire wire;

    NamedEvents(Script script, Wire wire) {
        this.script = script;
        this.wire = wire;
    }

    void send(List<Event> start, List<Event> content, List<Event> end) throws IOException {
        wire.begin(HEAD);
        wire.pause(script.number("first", 0));
        for (Event event : start) {
            frame(event);
        }
        for (Event event : content) {
            wire.pause(script.number("gap", 0));
            frame(event);
        }
        for (Event event : end) {
            frame(event);
        }
        wire.lastChunk();
    }

    private void frame(Event event) throws IOException {
        wire.chunk("event: " + event.name() + "\ndata: " + event.payload() + "\n\n");
    }
}
