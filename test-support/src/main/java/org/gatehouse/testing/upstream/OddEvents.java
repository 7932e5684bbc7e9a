package org.gatehouse.testing.upstream;

import static org.gatehouse.testing.upstream.Breakage.closing;
import static org.gatehouse.testing.upstream.Breakage.instead;

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Event streams that the standard allows, or nearly, and that real clients stumble over; whole answers stay as they are. */
final class OddEvents {

    static final Map<String, Breakage> KINDS = Map.ofEntries(
            Map.entry("fields", frames(frame -> "id: 7\nretry: 100\n" + named(frame) + "retry: 100\n\n")),
            Map.entry("error-null", instead(good -> good.edited(text -> text.replaceFirst("\\{", "{\"error\":null,")))),
            Map.entry("empty-data", frames(frame -> "data:\n\n" + frame)),
            Map.entry("crlf", frames(frame -> frame.replace("\n", "\r\n"))),
            Map.entry("cr", frames(frame -> frame.replace("\n", "\r"))),
            Map.entry("no-space", frames(frame -> frame.replace("data: ", "data:"))),
            Map.entry("comments", frames(frame -> ": PROCESSING\n\n" + frame)),
            Map.entry("multiline", frames(frame -> frame.replaceFirst(",\"", "\ndata: ,\""))),
            Map.entry("bare", frames(frame -> frame.replaceFirst("event: [a-z_.]+\n", ""))),
            Map.entry("ping", frames(frame -> "event: ping\ndata: {\"type\": \"ping\"}\n\n" + frame)),
            Map.entry("mark", instead(good -> good.with(good.parts().getFirst().with("\uFEFF" + good.text())))),
            Map.entry("comment-flood", closing((good, wire) -> flood(good, ": PROCESSING\n\n", wire))),
            Map.entry("blank-flood", closing((good, wire) -> flood(good, "\n\n", wire))));

    private OddEvents() {}

    private static Breakage frames(UnaryOperator<String> edit) {
        return instead(good -> good.stream() ? good.edited(edit) : good);
    }

    private static String named(String frame) {
        return frame.startsWith("event:") ? frame : "event: message\n" + frame;
    }

    private static void flood(Good good, String frame, SocketWire wire) throws IOException {
        wire.begin(good.headers());
        while (true) {
            wire.chunk(frame);
            wire.pause(1);
        }
    }
}
