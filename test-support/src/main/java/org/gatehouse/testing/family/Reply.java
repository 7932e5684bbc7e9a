package org.gatehouse.testing.family;

import java.util.List;

/**
 * Bytes of an answer.
 *
 * @param cut whether the connection ends before the answer does
 */
record Reply(int status, String type, String body, boolean cut) {

    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body, false);
    }

    /** An event stream; a line that begins with a colon is a comment. */
    static Reply events(List<String> events) {
        var text = new StringBuilder();
        events.forEach(event ->
                text.append(event.startsWith(":") ? "" : "data: ").append(event).append("\n\n"));
        return new Reply(200, "text/event-stream; charset=utf-8", text.toString(), false);
    }

    Reply cutOff() {
        return new Reply(status, type, body, true);
    }

    Reply ofType(String other) {
        return new Reply(status, other, body, cut);
    }
}
