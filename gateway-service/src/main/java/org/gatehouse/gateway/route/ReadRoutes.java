package org.gatehouse.gateway.route;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is written about routes: in application.yml, in the file of further settings as it is now, in the environment. */
@Singleton
final class ReadRoutes {

    /** As the kit calls what it read of the file at the start. */
    private static final String FILE_AT_START = "gatehouse-config";

    private static final int FILE_ORDER = -250;

    private static final String PLACEHOLDER = "${";

    sealed interface Written {
        record Routes(List<RouteConfig> routes, RouteFile.Content.@Nullable Read file) implements Written {}

        record Unreadable(String reason) implements Written {}
    }

    private final Environment environment;

    ReadRoutes(Environment environment) {
        this.environment = environment;
    }

    Optional<RouteFile> file() {
        return environment
                .getProperty("gatehouse.config", String.class)
                .filter(path -> !path.isBlank())
                .map(path -> new RouteFile(Path.of(path)));
    }

    Written read() {
        var file = file();
        if (file.isEmpty()) {
            return routes(sources(Optional.empty()), null);
        }
        return switch (file.get().read()) {
            case RouteFile.Content.Read content ->
                routes(sources(Optional.of(PropertySource.of("routes-now", content.settings(), FILE_ORDER))), content);
            case RouteFile.Content.Unreadable(var reason) -> new Written.Unreadable(reason);
        };
    }

    /** The later ones override the earlier ones. */
    private List<PropertySource> sources(Optional<PropertySource> file) {
        var sources = new ArrayList<PropertySource>(environment.getPropertySources());
        sources.removeIf(source -> source.getName().equals(FILE_AT_START));
        file.ifPresent(sources::add);
        sources.sort(Comparator.comparingInt(PropertySource::getOrder));
        return sources;
    }

    private Written routes(List<PropertySource> sources, RouteFile.Content.@Nullable Read file) {
        var routes = new LinkedHashMap<String, Gathered>();
        try {
            for (var source : sources) {
                for (var key : source) {
                    if (key.startsWith(RouteReader.ROOT)) {
                        add(routes, key.substring(RouteReader.ROOT.length()), source.get(key));
                    }
                }
            }
        } catch (ConfigurationException e) {
            return new Written.Unreadable(String.valueOf(e.getMessage()));
        }
        var configs = routes.entrySet().stream()
                .map(route -> new RouteConfig(
                        route.getKey(),
                        route.getValue().settings(),
                        route.getValue().variables()))
                .toList();
        return new Written.Routes(configs, file);
    }

    private void add(Map<String, Gathered> routes, String key, @Nullable Object value) {
        int dot = key.indexOf('.');
        var name = dot < 0 ? key : key.substring(0, dot);
        var setting = dot < 0 ? "" : key.substring(dot + 1);
        if (value != null) {
            var route = routes.computeIfAbsent(name, _ -> new Gathered(new TreeMap<>(), new TreeMap<>()));
            route.settings().put(setting, texts(value));
            variable(String.valueOf(value))
                    .ifPresentOrElse(
                            variable -> route.variables().put(setting, variable),
                            () -> route.variables().remove(setting));
        }
    }

    /** The name in a placeholder such as <code>${NAME:default}</code>; of a property of ours it is none. */
    private static Optional<String> variable(String raw) {
        int start = raw.indexOf(PLACEHOLDER) + PLACEHOLDER.length();
        int end = start;
        while (start >= PLACEHOLDER.length() && end < raw.length() && isInVariable(raw.charAt(end))) {
            end++;
        }
        return end == start ? Optional.empty() : Optional.of(raw.substring(start, end));
    }

    private static boolean isInVariable(char letter) {
        return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '_';
    }

    private record Gathered(Map<String, List<String>> settings, Map<String, String> variables) {}

    private List<String> texts(Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(this::text).toList()
                : List.of(text(value));
    }

    private String text(Object value) {
        return environment.getPlaceholderResolver().resolveRequiredPlaceholders(String.valueOf(value));
    }
}
