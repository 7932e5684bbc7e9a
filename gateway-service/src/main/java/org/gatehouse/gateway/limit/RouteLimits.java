package org.gatehouse.gateway.limit;

import java.util.OptionalInt;

/**
 * What a route asks of the {@link LimitRequests limit} step.
 *
 * @param group routes of one group are counted together
 * @param perClient requests a minute for one client; 0 for no limit, empty for the default of all routes
 * @param inAll requests a minute for all clients together; 0 for no limit
 */
public record RouteLimits(String group, OptionalInt perClient, int inAll, WithoutStore withoutStore) {

    /** The group of the routes that have no limit of their own. */
    public static final String DEFAULT_GROUP = "default";

    public static final RouteLimits DEFAULT =
            new RouteLimits(DEFAULT_GROUP, OptionalInt.empty(), 0, WithoutStore.SHARE);
}
