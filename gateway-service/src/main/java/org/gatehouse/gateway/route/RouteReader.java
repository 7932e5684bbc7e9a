package org.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the settings of one route and gathers every reason to refuse them, each beginning with its key. */
final class RouteReader {

    static final String ROOT = "gatehouse.routes.";

    private final RouteConfig config;
    private final List<String> reasons = new ArrayList<>();

    RouteReader(RouteConfig config) {
        this.config = config;
    }

    List<String> reasons() {
        return reasons;
    }

    boolean has(String key) {
        return config.text(key) != null;
    }

    /** A misspelt key must not pass for one that was never written. */
    void knowsOnly(Set<String> keys) {
        var unknown = new TreeSet<>(config.keys());
        unknown.removeAll(keys);
        unknown.forEach(key -> refuse(key, "is no setting of a route"));
    }

    <T> List<T> some(String key, Function<String, Optional<T>> parse) {
        if (config.list(key).isEmpty()) {
            refuse(key, "is missing");
        }
        return any(key, parse);
    }

    <T> List<T> any(String key, Function<String, Optional<T>> parse) {
        return config.list(key).stream()
                .map(value -> parsed(key, value, parse))
                .flatMap(Optional::stream)
                .toList();
    }

    <T> Optional<T> one(String key, Function<String, Optional<T>> parse) {
        var value = config.text(key);
        if (value == null) {
            refuse(key, "is missing");
            return Optional.empty();
        }
        return parsed(key, value, parse);
    }

    /** The default is a text, too: what is shown in the documentation is what is read. */
    <T> Optional<T> one(String key, String otherwise, Function<String, Optional<T>> parse) {
        var value = config.text(key);
        return parsed(key, value == null ? otherwise : value, parse);
    }

    private <T> Optional<T> parsed(String key, String value, Function<String, Optional<T>> parse) {
        var parsed = parse.apply(value);
        if (parsed.isEmpty()) {
            refuse(key, "'" + value + "' is not allowed here; it must be " + RouteWords.allowed(key));
        }
        return parsed;
    }

    void refuse(String key, String reason) {
        reasons.add(config.written(key) + ": " + reason);
    }
}
