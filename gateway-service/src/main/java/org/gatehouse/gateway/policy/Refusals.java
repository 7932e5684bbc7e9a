package org.gatehouse.gateway.policy;

import java.time.Duration;
import java.util.List;
import org.gatehouse.gateway.limit.Standing;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.MeantAddress;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Permission;

/** What the edge says when it does not pass a request on. */
final class Refusals {

    private Refusals() {}

    static PublicError unknownPath(String path) {
        var detail = MeantAddress.of(path).map(MeantAddress::hint).orElse("There is nothing at this address.");
        return PublicError.of(ErrorKind.NOT_FOUND, detail);
    }

    static PublicError method(List<String> allowed) {
        return PublicError.of(ErrorKind.METHOD_NOT_ALLOWED, "This address does not support the method.")
                .withHeader("Allow", String.join(", ", allowed));
    }

    static PublicError foreignPage() {
        return PublicError.of(ErrorKind.FORBIDDEN, "Pages of this origin may not open a WebSocket here.");
    }

    static PublicError unauthenticated() {
        return PublicError.unauthenticated();
    }

    /** RFC 6750, 3.1. */
    static PublicError lacks(Permission permission) {
        var wire = permission.wire();
        return PublicError.of(ErrorKind.FORBIDDEN, "The credential lacks the permission '" + wire + "'.")
                .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"gatehouse\", error=\"insufficient_scope\", scope=\"" + wire + "\"");
    }

    static PublicError tooManyFailures(Duration retryAfter) {
        return PublicError.of(ErrorKind.RATE_LIMITED, "Too many failed authentications from this address.")
                .withHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    static PublicError tooManyRequests(Standing standing) {
        return PublicError.of(
                        ErrorKind.RATE_LIMITED,
                        "The limit of %d requests per minute is used up.".formatted(standing.limit()))
                .withHeader("Retry-After", Integer.toString(Math.max(1, standing.resetSeconds())));
    }

    static PublicError nobodyCanCount() {
        return PublicError.of(ErrorKind.UNAVAILABLE, "Requests to this address cannot be counted at the moment.")
                .withHeader("Retry-After", "2");
    }

    static PublicError nobodyCanTell() {
        return PublicError.of(ErrorKind.UNAVAILABLE, "Credentials cannot be checked at the moment.")
                .withHeader("Retry-After", "2");
    }
}
