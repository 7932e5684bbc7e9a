package org.gatehouse.gateway.route;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is written under {@code gatehouse.routes.<name>}. All of it is text, so that {@link CheckRoute} can
 * name what it cannot read: the framework puts the default in its place without a word.
 *
 * @param paths literal segments, {@code {name}} for any one segment, {@code **} as the last for one or more of them
 * @param access {@code public} or the permission it takes
 * @param headTimeout from the end of the request's body to the response's head
 * @param idleTimeout silence in either body
 * @param totalTimeout the whole call
 * @param limit requests a minute for one client, 0 for no limit; without it the default of all routes
 * @param limitGroup routes of one group are counted together; without it a route with a limit is counted by itself
 * @param limitInAll requests a minute for all clients together
 * @param limitWithoutStore {@code share} or {@code refuse}: what holds while the edges' common store is away
 * @param stepUp {@code acr} and {@code max-age}: how well and how recently the caller must have been authenticated
 */
@EachProperty("gatehouse.routes")
record RouteConfig(
        @Parameter String name,
        @Nullable List<String> methods,
        @Nullable List<String> paths,
        @Nullable String service,
        @Nullable String access,
        @Nullable String bodyLimit,
        @Nullable String headTimeout,
        @Nullable String idleTimeout,
        @Nullable String totalTimeout,
        @Nullable String basicAuthorization,
        @Nullable String limit,
        @Nullable String limitGroup,
        @Nullable String limitInAll,
        @Nullable String limitWithoutStore,
        @Nullable Map<String, String> stepUp) {

    RouteConfig withStepUp(Map<String, String> written) {
        return new RouteConfig(
                name,
                methods,
                paths,
                service,
                access,
                bodyLimit,
                headTimeout,
                idleTimeout,
                totalTimeout,
                basicAuthorization,
                limit,
                limitGroup,
                limitInAll,
                limitWithoutStore,
                written);
    }
}
