package org.gatehouse.gateway.route;

import java.util.List;

/** What the table knows about a method and a path. */
public sealed interface RouteMatch {

    /** A service answers it. */
    record Proxied(Route route) implements RouteMatch {}

    /** One of the edge's own pages answers it. */
    record Page(String name) implements RouteMatch {}

    /** The path is known, the method is not. */
    record MethodNotAllowed(List<String> allowed) implements RouteMatch {
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }
    }

    /** Nobody answers it. */
    record Unknown() implements RouteMatch {}
}
