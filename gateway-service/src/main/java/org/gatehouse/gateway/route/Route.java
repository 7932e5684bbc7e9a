package org.gatehouse.gateway.route;

import java.util.Optional;
import org.gatehouse.gateway.limit.RouteLimits;
import org.gatehouse.kit.token.StepUp;
import org.gatehouse.kit.upstream.CallLimits;

/**
 * One row of the table.
 *
 * @param name its key in the configuration; logs and metrics count under it
 * @param service one of those under {@code gatehouse.services}
 * @param bodyLimit bytes of request body it takes
 * @param basicAuthorization whether {@code Authorization: Basic} of an OAuth client is passed on (RFC 6749, 2.3.1)
 * @param requestLimits how often it may be asked
 * @param stepUp what it asks of its caller beside the permissions
 * @param answers what is said with its answers
 * @param webSocket whether its connections may become WebSockets
 * @param inflates whether bodies may come compressed, and go on inflated
 */
public record Route(
        String name,
        String service,
        Access access,
        long bodyLimit,
        CallLimits limits,
        boolean basicAuthorization,
        RouteLimits requestLimits,
        Optional<StepUp> stepUp,
        Answers answers,
        boolean webSocket,
        boolean inflates) {}
