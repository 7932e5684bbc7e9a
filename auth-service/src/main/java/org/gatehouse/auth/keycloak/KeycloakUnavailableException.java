package org.gatehouse.auth.keycloak;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import org.jspecify.annotations.Nullable;

/** What was asked for has to be done at Keycloak, which cannot be reached or refuses this service: 503 outward. */
final class KeycloakUnavailableException extends HttpStatusException {

    private static final long serialVersionUID = 1L;

    KeycloakUnavailableException(String message, @Nullable Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, message);
        initCause(cause);
    }
}
