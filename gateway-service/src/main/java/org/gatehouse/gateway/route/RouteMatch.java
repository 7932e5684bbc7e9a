package org.gatehouse.gateway.route;

import java.util.List;

/** What the table knows about a method and a path. */
public sealed interface RouteMatch {

    /** A service answers it. */
    record Proxied(Route route, Rewrite rewrite) implements RouteMatch {

        /** The path as the service knows it. */
        public String target(String path) {
            return rewrite.apply(path);
        }
    }

    /** One of the edge's own pages answers it. */
    record Page(String name, Access access) implements RouteMatch {}

    /** The path is known, the method is not. */
    record MethodNotAllowed(List<String> allowed) implements RouteMatch {
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }
    }

    /** Nobody answers it. */
    record Unknown() implements RouteMatch {}
}
