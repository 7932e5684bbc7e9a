package org.gatehouse.testing.family;

import java.util.List;

/**
 * Bytes of an answer.
 *
 * @param cut whether the connection ends before the answer does
 */
record Sent(int status, String type, String body, boolean cut) {

    static Sent json(int status, String body) {
        return new Sent(status, "application/json", body, false);
    }

    /** An event stream; a line that begins with a colon is a comment. */
    static Sent events(List<String> events) {
        var text = new StringBuilder();
        events.forEach(event ->
                text.append(event.startsWith(":") ? "" : "data: ").append(event).append("\n\n"));
        return new Sent(200, "text/event-stream; charset=utf-8", text.toString(), false);
    }

    Sent cutOff() {
        return new Sent(status, type, body, true);
    }

    Sent ofType(String other) {
        return new Sent(status, other, body, cut);
    }
}
