package org.gatehouse.kit.problem;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Why a request is refused, kept with it until the framework answers 401: what it may say of that beyond the status. */
public final class RefusalReason {

    private static final String ATTRIBUTE = "gatehouse.refusal";

    private RefusalReason() {}

    public static void say(HttpRequest<?> request, PublicError error) {
        request.setAttribute(ATTRIBUTE, error);
    }

    static Optional<PublicError> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, PublicError.class);
    }
}
