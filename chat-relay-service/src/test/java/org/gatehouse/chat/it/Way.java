package org.gatehouse.chat.it;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.testing.net.RawResponse;

/**
 * One way through the relay.
 *
 * @param upstream the dialect that the model's upstream is asked in
 */
record Way(Surface surface, String model, String upstream, boolean stream) {

    /** Every client's dialect over every upstream's, whole and streamed. */
    static Stream<Way> all(String chat, String claude, String responses) {
        return Stream.of(Surface.values())
                .flatMap(surface -> Stream.of(
                        new Way(surface, chat, "openai", true),
                        new Way(surface, claude, "anthropic", true),
                        new Way(surface, responses, "responses", true)))
                .flatMap(way -> Stream.of(way, new Way(way.surface(), way.model(), way.upstream(), false)));
    }

    RawResponse ask(RelayRig relay, String script) {
        return relay.post(surface.path(), body(script));
    }

    String body(String script) {
        return surface.body(model, stream, script);
    }

    /** With a tool that can be called, in the dialect's own form. */
    String bodyWithTool(String script) {
        String tool = switch (surface) {
            case CHAT -> "{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}";
            case MESSAGES -> "{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}";
            case RESPONSES -> "{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}";
        };
        return body(script).replace("\"stream\"", "\"tools\":[" + tool + "],\"stream\"");
    }

    /** The expectation for this way, of one such as {@code ok} or {@code ok responses=cut}. */
    String expected(String row) {
        List<String> parts = List.of(row.strip().split(" +"));
        return parts.stream()
                .filter(part -> part.startsWith(upstream + "="))
                .map(part -> part.substring(upstream.length() + 1))
                .findFirst()
                .orElse(parts.getFirst());
    }
}
