package org.gatehouse.gateway.route;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.kit.token.Permission;

/** What the edge answers itself; always there, whatever the configuration says. */
record LocalPage(String routeName, Access access, List<String> methods, List<PathPattern> patterns) {

    private static final Access PUBLIC = new Access.Public();
    private static final Access ADMIN = Access.Requires.permission(Permission.ADMIN);

    static final List<LocalPage> ALL = List.of(
            page("page-index", PUBLIC, "GET", "/"),
            page("page-health", PUBLIC, "GET", "/health"),
            page("page-docs", PUBLIC, "GET", "/docs", "/docs/**"),
            page("page-redoc", PUBLIC, "GET", "/redoc", "/redoc/**"),
            page("page-openapi", PUBLIC, "GET", "/openapi.json"),
            page("edge-status", PUBLIC, "GET", "/status", "/status/{file}"),
            page("edge-administration", ADMIN, "GET", "/admin/edge/{what}"),
            page("edge-reload", ADMIN, "POST", "/admin/edge/routes/reload"));

    private static LocalPage page(String routeName, Access access, String method, String... paths) {
        return new LocalPage(
                routeName,
                access,
                List.of(method),
                Stream.of(paths)
                        .map(path -> PathPattern.parse(path).orElseThrow())
                        .toList());
    }
}
