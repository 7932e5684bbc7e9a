package org.gatehouse.testing.morpheus;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * How the node misbehaves. Set as steps with commas, for example {@code opens=lost;nonce,tx-time=200}:
 *
 * <ul>
 *   <li>{@code opens}: what becomes of the next opens, one word each: {@code ok}, {@code lost} (opens, the answer never
 *       comes), {@code late} (the connection breaks at once, the session is there half a second later), {@code timeout}
 *       (opens, but answers 500), {@code known} ({@code already known}, opens), {@code nonce} (refused), {@code never}
 *       (no answer and no session), {@code no-bids}, {@code no-provider}, {@code poor}
 *   <li>{@code tx-time}: milliseconds until a transaction is mined
 *   <li>{@code dead}: the address of a provider that accepts no session; {@code dying}: of one that accepts and then fails
 *   <li>{@code chat}: the script of every chat request that brings none, its steps joined by semicolons
 *   <li>{@code old}: the node as it was: an empty 200 where a newer one answers 500
 * </ul>
 */
final class Behaviour {

    private final Map<String, String> steps = new HashMap<>();
    private final Queue<String> opens = new ArrayDeque<>();

    void set(String text) {
        for (String step : text.split(",", -1)) {
            int equals = step.indexOf('=');
            String name = equals < 0 ? step : step.substring(0, equals);
            String value = equals < 0 ? "" : step.substring(equals + 1);
            if (name.equals("opens")) {
                opens.addAll(List.of(value.split(";", -1)));
            } else {
                steps.put(name, value);
            }
        }
    }

    void reset() {
        steps.clear();
        opens.clear();
    }

    String nextOpen() {
        String next = opens.poll();
        return next == null ? "ok" : next;
    }

    int millis(String name) {
        return Integer.parseInt(steps.getOrDefault(name, "0"));
    }

    boolean is(String name, String value) {
        return value.equals(steps.get(name));
    }

    boolean has(String name) {
        return steps.containsKey(name);
    }

    String chat() {
        return steps.getOrDefault("chat", "").replace(';', ',');
    }
}
