package org.gatehouse.gateway.policy;

import java.util.Map;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request that may pass unless it is one too many.
 *
 * @param caller null on public routes
 * @param headers that speak for the caller upstream
 */
record Admitted(Exchange exchange, Caller.@Nullable User caller, Map<String, String> headers) {

    Route route() {
        return exchange.route();
    }

    String callerName() {
        return caller == null ? RequestPolicy.NOBODY : Authorise.name(caller);
    }
}
