package org.gatehouse.auth.revocation;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** Refuses tokens that have been taken back, also for whoever comes past the edge. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RevokedTokenFilter implements Ordered {

    private final RevokedTokens revoked;
    private final ErrorResponses errors;

    RevokedTokenFilter(RevokedTokens revoked, ErrorResponses errors) {
        this.revoked = revoked;
        this.errors = errors;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        return caller(request).filter(revoked::include).isPresent()
                ? errors.of(request, PublicError.unauthenticated())
                : null;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    private static Optional<Caller.User> caller(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class).stream()
                .flatMap(authentication -> authentication.getAttributes().values().stream())
                .filter(Caller.User.class::isInstance)
                .map(Caller.User.class::cast)
                .findFirst();
    }
}
