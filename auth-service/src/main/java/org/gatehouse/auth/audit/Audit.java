package org.gatehouse.auth.audit;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.auth.origin.RequestOrigin;
import org.gatehouse.kit.token.Caller;

/** Keeps what happened; who asked and from where is taken from the request at hand. */
@Singleton
public final class Audit {

    private final AuditRepository repository;
    private final RequestOrigin origin;
    private final InstantSource clock;

    Audit(AuditRepository repository, RequestOrigin origin, InstantSource clock) {
        this.repository = repository;
        this.origin = origin;
        this.clock = clock;
    }

    /** In the transaction that is open: no change without its event, no event without its change. */
    public void record(AuditEvent event) {
        repository.add(event, actor(), origin.current(), clock.instant());
    }

    private static Optional<Caller.User> actor() {
        return ServerRequestContext.currentRequest()
                .flatMap(request -> request.getUserPrincipal(Authentication.class))
                .stream()
                .flatMap(authentication -> authentication.getAttributes().values().stream())
                .filter(Caller.User.class::isInstance)
                .map(Caller.User.class::cast)
                .findFirst();
    }
}
