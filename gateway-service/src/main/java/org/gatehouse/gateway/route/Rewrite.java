package org.gatehouse.gateway.route;

/**
 * What a path's beginning is replaced by on its way to the service.
 *
 * @param drop characters that go; 0 leaves the path as it is
 */
public record Rewrite(int drop, String prefix) {

    public static final Rewrite NONE = new Rewrite(0, "");

    public String apply(String path) {
        return drop == 0 ? path : prefix + path.substring(drop);
    }
}
