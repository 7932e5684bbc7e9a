package org.gatehouse.kit.token;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import org.jspecify.annotations.Nullable;

/** Another service cannot be called because auth-service gave no token: 503 outward unless the caller knows better. */
public final class ServiceTokenUnavailableException extends HttpStatusException {

    private static final long serialVersionUID = 1L;

    ServiceTokenUnavailableException(String message, @Nullable Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, message);
        if (cause != null) {
            initCause(cause);
        }
    }
}
