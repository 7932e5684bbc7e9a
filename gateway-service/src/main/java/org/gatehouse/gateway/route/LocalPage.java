package org.gatehouse.gateway.route;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the edge answers itself; always there, whatever the configuration says. */
enum LocalPage {
    INDEX("/"),
    HEALTH("/health"),
    DOCS("/docs", "/docs/**"),
    REDOC("/redoc", "/redoc/**"),
    OPENAPI("/openapi.json");

    private final List<PathPattern> patterns;

    LocalPage(String... paths) {
        patterns = Stream.of(paths)
                .map(path -> PathPattern.parse(path).orElseThrow())
                .toList();
    }

    List<PathPattern> patterns() {
        return patterns;
    }

    String routeName() {
        return "page-" + name().toLowerCase(Locale.ROOT);
    }
}
