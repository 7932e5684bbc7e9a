package org.gatehouse.gateway.docs;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.RouteMatch;
import org.gatehouse.gateway.route.Routes;

/**
 * Makes one document of many. What it shows is what the route table would let through and to whom: a path that only
 * services call is left out, and each operation's security is its route's.
 */
@Singleton
final class JoinDocuments {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final Routes routes;
    private final EdgeDocument edge;

    JoinDocuments(Routes routes, EdgeDocument edge) {
        this.routes = routes;
        this.edge = edge;
    }

    Map<String, Object> join(Collection<ServiceDocument> documents) {
        var names = new ComponentNames();
        var operationIds = new TreeSet<String>();
        var paths = new TreeMap<String, Map<String, Object>>();
        var used = new TreeSet<String>();
        for (var document : documents) {
            var rewrite = names.add(document);
            document.paths().forEach((path, item) -> {
                var operations = operations(document, path, ServiceDocument.object(rewrite.apply(item)), operationIds);
                used.addAll(tags(operations));
                if (!operations.isEmpty()) {
                    paths.computeIfAbsent(path, _ -> new LinkedHashMap<>()).putAll(operations);
                }
            });
        }
        return edge.around(paths, names.gathered(), TagOrder.of(documents, used));
    }

    private Map<String, Object> operations(
            ServiceDocument document, String path, Map<String, Object> item, Set<String> operationIds) {
        var kept = new LinkedHashMap<String, Object>();
        item.forEach((method, operation) -> {
            var access = METHODS.contains(method) ? access(document, method, path) : Optional.<Access>empty();
            access.ifPresent(known -> kept.put(
                    method, operation(document, named(document, method, path, operation), known, operationIds)));
        });
        if (!kept.isEmpty() && item.containsKey("parameters")) {
            kept.put("parameters", item.get("parameters"));
        }
        return kept;
    }

    /** An operation at its second address says so, and stands apart. */
    private static Object named(ServiceDocument document, String method, String path, Object operation) {
        var copy = new LinkedHashMap<>(ServiceDocument.object(operation));
        document.repeats(method, path).ifPresent(first -> {
            copy.put("summary", "The same as " + method.toUpperCase(Locale.ROOT) + " " + first);
            copy.put("tags", List.of(TagOrder.REPEATED));
        });
        return copy;
    }

    private static List<String> tags(Map<String, Object> operations) {
        return operations.values().stream()
                .flatMap(operation -> ServiceDocument.object(operation).get("tags") instanceof List<?> tags
                        ? tags.stream().map(String::valueOf)
                        : Stream.empty())
                .toList();
    }

    /** Who may call it at the edge; empty when nobody may, or another service answers there. */
    private Optional<Access> access(ServiceDocument document, String method, String path) {
        var example = path.replaceAll("\\{[^{}]*}", "x");
        return switch (routes.current().match(method.toUpperCase(Locale.ROOT), null, example)) {
            case RouteMatch.Proxied(var route, var _)
            when route.service().equals(document.service()) -> Optional.of(route.access());
            case RouteMatch.Page(var _, var access)
            when document.service().equals(EdgeDocument.SERVICE) -> Optional.of(access);
            case RouteMatch _ -> Optional.empty();
        };
    }

    private Map<String, Object> operation(
            ServiceDocument document, Object operation, Access access, Set<String> operationIds) {
        var copy = new LinkedHashMap<>(ServiceDocument.object(operation));
        copy.computeIfPresent("operationId", (_, id) -> unique(document, id.toString(), operationIds));
        copy.putIfAbsent("tags", List.of(document.service()));
        copy.put("security", edge.security(access));
        return copy;
    }

    private static String unique(ServiceDocument document, String id, Set<String> taken) {
        var candidate = id;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = document.service() + "_" + id + (i == 2 ? "" : "_" + i);
        }
        return candidate;
    }
}
