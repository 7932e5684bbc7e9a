package org.gatehouse.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a method and a path lead to. */
final class RouteTree {

    static final RouteMatch UNKNOWN = new RouteMatch.Unknown();

    private final PathTree<Map<String, RouteMatch>> tree = new PathTree<>();

    /** False when another one is there already. */
    boolean add(PathPattern pattern, List<String> methods, RouteMatch match) {
        var byMethod = tree.get(pattern).orElseGet(TreeMap::new);
        tree.put(pattern, byMethod);
        boolean free = true;
        for (var method : methods) {
            free &= byMethod.putIfAbsent(method, match) == null;
            if (method.equals("GET")) {
                byMethod.putIfAbsent("HEAD", match);
            }
        }
        return free;
    }

    RouteMatch match(String method, String path) {
        var byMethod = tree.find(path);
        if (byMethod.isEmpty()) {
            return UNKNOWN;
        }
        var match = byMethod.get().get(method);
        return match != null
                ? match
                : new RouteMatch.MethodNotAllowed(List.copyOf(byMethod.get().keySet()));
    }
}
