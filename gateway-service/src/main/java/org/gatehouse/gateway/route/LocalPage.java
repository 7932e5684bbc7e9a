package org.gatehouse.gateway.route;

import java.util.List;
import java.util.stream.Stream;

/** What the edge answers itself; always there, whatever the configuration says. */
record LocalPage(String routeName, List<PathPattern> patterns) {

    static final List<LocalPage> ALL = List.of(
            page("page-index", "/"),
            page("page-health", "/health"),
            page("page-docs", "/docs", "/docs/**"),
            page("page-redoc", "/redoc", "/redoc/**"),
            page("page-openapi", "/openapi.json"));

    private static LocalPage page(String routeName, String... paths) {
        return new LocalPage(
                routeName,
                Stream.of(paths)
                        .map(path -> PathPattern.parse(path).orElseThrow())
                        .toList());
    }
}
