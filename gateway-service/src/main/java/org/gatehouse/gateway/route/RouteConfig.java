package org.gatehouse.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is written under {@code gatehouse.routes.<name>}: all of it text, so that {@link CheckRoute} can name what
 * it cannot read. {@code docs/edge.md} lists the keys.
 *
 * @param variables the environment variable that a setting's value was taken from, where there is one
 */
record RouteConfig(String name, Map<String, List<String>> settings, Map<String, String> variables) {

    RouteConfig {
        variables = Map.copyOf(variables);
        settings = settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, setting -> List.copyOf(setting.getValue())));
    }

    RouteConfig(String name, Map<String, List<String>> settings) {
        this(name, settings, Map.of());
    }

    /** What an operator wrote the setting as. */
    String written(String key) {
        var variable = variables.get(key);
        return variable == null ? RouteReader.ROOT + name + "." + key : variable;
    }

    Set<String> keys() {
        return settings.keySet();
    }

    /** A single value; what was written as a list is one with commas. */
    @Nullable
    String text(String key) {
        var values = settings.get(key);
        return values == null ? null : String.join(",", values);
    }

    /** A list, or a text with commas. */
    List<String> list(String key) {
        return settings.getOrDefault(key, List.of()).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    RouteConfig with(String key, String... values) {
        var all = new TreeMap<>(settings);
        all.put(key, List.of(values));
        return new RouteConfig(name, all, variables);
    }
}
