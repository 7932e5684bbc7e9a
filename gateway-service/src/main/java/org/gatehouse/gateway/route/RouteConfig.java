package org.gatehouse.gateway.route;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is written under {@code gatehouse.routes.<name>}; {@link RouteTable} judges it.
 *
 * @param paths literal segments, {@code {name}} for any one segment, {@code **} as the last for one or more of them
 * @param access {@code public} or the permission it takes
 * @param headTimeout from the end of the request's body to the response's head
 * @param idleTimeout silence in either body
 * @param totalTimeout the whole call
 */
@EachProperty("gatehouse.routes")
record RouteConfig(
        @Parameter String name,
        @Nullable List<String> methods,
        @Nullable List<String> paths,
        @Nullable String service,
        @Nullable String access,
        @Bindable(defaultValue = "64KB") @ReadableBytes long bodyLimit,
        @Bindable(defaultValue = "30s") Duration headTimeout,
        @Bindable(defaultValue = "30s") Duration idleTimeout,
        @Bindable(defaultValue = "60s") Duration totalTimeout,
        @Bindable(defaultValue = "false") boolean basicAuthorization) {}
