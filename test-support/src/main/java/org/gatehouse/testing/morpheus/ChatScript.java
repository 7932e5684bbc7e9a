package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one chat request is answered, from its field {@code user}, which passes through any gateway, for example
 * {@code mock:chunks=3,gap=20,break=truncate}; {@code break} is one of
 *
 * <ul>
 *   <li>{@code truncate}: the provider dies after some chunks: the stream ends as if it were well, without a marker
 *   <li>{@code no-done}: the provider sent no end marker, but a finish reason
 *   <li>{@code append}: an error as bare JSON after some chunks; {@code append-late}: after the finish reason
 *   <li>{@code unary-append}: the same behind a whole unary answer
 *   <li>{@code empty}: 200 and nothing; {@code infra}: 500 before the first byte
 *   <li>{@code model-error}: 400 with {@code providerModelError}; with {@code status} the newer form with the real status
 *   <li>{@code cut}: the connection breaks in the middle
 * </ul>
 *
 * and {@code control} adds the text frames of a failover, {@code split=n} writes n bytes at a time, {@code latency} and
 * {@code gap} are milliseconds, {@code uncounted} leaves the node's
 * two counts out and {@code usage-chunk} adds OpenAI's usage chunk, {@code deaf=ms} lets the provider go on that long after the client has left, {@code reveal}
 * puts the headers and the prompt into the error.
 */
record ChatScript(Map<String, String> steps) {

    private static final String PREFIX = "mock:";

    ChatScript {
        steps = Map.copyOf(steps);
    }

    static ChatScript of(JsonNode body, String otherwise) {
        String text = body.path("user").asText("");
        if (text.startsWith(PREFIX)) {
            return parse(text.substring(PREFIX.length()));
        }
        return parse(otherwise);
    }

    private static ChatScript parse(String text) {
        var steps = new LinkedHashMap<String, String>();
        for (String step : text.split(",", -1)) {
            int equals = step.indexOf('=');
            steps.put(equals < 0 ? step : step.substring(0, equals), equals < 0 ? "" : step.substring(equals + 1));
        }
        return new ChatScript(steps);
    }

    int number(String step, int otherwise) {
        String value = steps.get(step);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    boolean has(String step) {
        return steps.containsKey(step);
    }

    boolean breaks(String how) {
        return how.equals(steps.get("break"));
    }

    String text(String step) {
        return steps.getOrDefault(step, "");
    }
}
