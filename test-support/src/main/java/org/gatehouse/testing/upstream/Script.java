package org.gatehouse.testing.upstream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server shall behave for one request, for example {@code mock:latency=50,chunks=64,gap=20,break=mid-frame}. It comes
 * in the header {@code x-mock}, or in the body's {@code user} field, which passes through any gateway.
 */
record Script(Map<String, String> steps) {

    private static final String PREFIX = "mock:";

    static final Script PLAIN = new Script(Map.of());

    Script {
        steps = Map.copyOf(steps);
    }

    static Script of(@Nullable String text) {
        if (text == null || !text.startsWith(PREFIX)) {
            return PLAIN;
        }
        var steps = new LinkedHashMap<String, String>();
        for (String step : text.substring(PREFIX.length()).split(",", -1)) {
            int equals = step.indexOf('=');
            steps.put(equals < 0 ? step : step.substring(0, equals), equals < 0 ? "" : step.substring(equals + 1));
        }
        return new Script(steps);
    }

    int number(String step, int otherwise) {
        String value = steps.get(step);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    String text(String step, String otherwise) {
        return steps.getOrDefault(step, otherwise);
    }

    boolean has(String step) {
        return steps.containsKey(step);
    }
}
