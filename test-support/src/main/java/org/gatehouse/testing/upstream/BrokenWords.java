package org.gatehouse.testing.upstream;

import static org.gatehouse.testing.upstream.Breakage.closing;
import static org.gatehouse.testing.upstream.Breakage.instead;
import static org.gatehouse.testing.upstream.Breakage.keeping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Answers that arrive well and say nonsense: errors dressed up as successes, other types, junk between good frames. */
final class BrokenWords {

    private static final String ERROR = new String(Texts.canaryError(null), StandardCharsets.UTF_8);
    private static final String TYPED_ERROR = "{\"type\":\"error\"," + ERROR.substring(1);
    private static final String DEEP = "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    private static final int HUGE_BYTES = 40_000_000;

    static final Map<String, Breakage> KINDS = Map.ofEntries(
            Map.entry("empty", instead(good -> good.with(new Good.Part(0, "")))),
            Map.entry("html", keeping((good, wire) -> wire.whole(200, "content-type: text/html\r\n", Texts.html()))),
            Map.entry(
                    "json",
                    keeping((good, wire) ->
                            wire.whole(200, "content-type: application/json\r\n", Texts.canaryError(null)))),
            Map.entry("array", instead(good -> good.with(new Good.Part(0, frame(good, "[]"))))),
            Map.entry(
                    "plain-text",
                    keeping((good, wire) ->
                            good.withHeaders("content-type: text/plain\r\n").send(wire))),
            Map.entry("no-type", keeping((good, wire) -> good.withHeaders("").send(wire))),
            Map.entry("error-first", instead(good -> good.with(new Good.Part(0, frame(good, TYPED_ERROR))))),
            Map.entry(
                    "error-text",
                    instead(good -> good.with(
                            new Good.Part(0, frame(good, "{\"error\":\"sk-proj-CANARYcanary0123456789\"}"))))),
            Map.entry(
                    "ping-first",
                    instead(good -> good.with(
                            new Good.Part(0, frame(good, "{\"type\":\"ping\"}") + frame(good, TYPED_ERROR))))),
            Map.entry("error-frame", interrupted(TYPED_ERROR)),
            Map.entry(
                    "error-event",
                    instead(good -> good.interrupted(
                            "event: error\ndata: {\"type\":\"error\",\"message\":\"sk-proj-CANARYcanary0123456789\"}\n\n",
                            TYPED_ERROR))),
            Map.entry(
                    "overloaded",
                    interrupted(
                            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"CANARY\"}}")),
            Map.entry("garbage", interrupted("{\"type\": nonsense")),
            Map.entry("not-object", interrupted("\"keep-alive\"")),
            Map.entry("deep", interrupted(DEEP)),
            Map.entry("other-object", interrupted("{\"id\":\"x\"}")),
            Map.entry("two-documents", interrupted("{\"id\":\"x\"}{\"id\":\"y\"}")),
            Map.entry("nul", interrupted("{\"id\":\"\0\"}")),
            Map.entry("invalid-utf8", closing(BrokenWords::invalidUtf8)),
            Map.entry("huge", closing((good, wire) -> {
                good.firstHalf().begin(wire);
                endless(good.stream() ? "data: {\"x\":\"" : "", wire);
            })),
            Map.entry("endless-line", closing((good, wire) -> {
                wire.begin(good.headers());
                endless("", wire);
            })),
            Map.entry("negative-usage", edited(text -> text.replaceAll("tokens\":(\\d)", "tokens\":-$1"))),
            Map.entry("odd-usage", edited(text -> text.replaceAll("tokens\":\\d+", "tokens\":99999999999999999999"))),
            Map.entry("no-usage", edited(text -> text.replaceAll("\"usage\":\\{", "\"not_usage\":{"))),
            Map.entry("same-ids", edited(text -> text.replaceAll("\"id\":\"[a-z]+[-_]1\"", "\"id\":\"\""))),
            Map.entry("cut-arguments", edited(text -> text.replaceAll("\\\\\"Zürich\\\\\"}", "\\\\\"Zür"))));

    private BrokenWords() {}

    private static Breakage interrupted(String document) {
        return instead(good -> good.interrupted(frame(good, document), document));
    }

    private static Breakage edited(UnaryOperator<String> edit) {
        return instead(good -> good.edited(edit));
    }

    private static String frame(Good good, String document) {
        return good.stream() ? "data: " + document + "\n\n" : document;
    }

    /** A text whose bytes are none. */
    private static void invalidUtf8(Good good, SocketWire wire) throws IOException {
        wire.begin(good.headers());
        for (Good.Part part : good.parts()) {
            byte[] bytes = part.text().replace("word1", "word\u0001").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == 1 ? (byte) 0xc3 : bytes[i];
            }
            wire.chunk(bytes);
        }
        wire.lastChunk();
    }

    private static void endless(String start, SocketWire wire) throws IOException {
        wire.chunk(start);
        byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        for (int sent = 0; sent < HUGE_BYTES; sent += piece.length) {
            wire.chunk(piece);
        }
    }
}
