package org.gatehouse.gateway.policy;

import io.netty.util.AsciiString;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request that may pass unless it is one too many.
 *
 * @param caller null on public routes
 * @param authorization the value that speaks for the caller upstream; null when nobody is spoken for
 */
record Admitted(
        Exchange exchange,
        Caller.@Nullable User caller,
        @Nullable AsciiString authorization) {

    Route route() {
        return exchange.route();
    }

    String callerName() {
        return caller == null ? RequestPolicy.NOBODY : Authorise.name(caller);
    }
}
