package org.gatehouse.vault.outage;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer for every outage; only the operator's log tells which it was. */
@Singleton
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final ErrorResponses errors;

    Outage(ErrorResponses errors) {
        this.errors = errors;
    }

    HttpResponse<?> answer(HttpRequest<?> request, Throwable failure) {
        LOG.error("A request was refused because {}", failure.getMessage(), failure);
        var error = PublicError.of(ErrorKind.UNAVAILABLE, "The vault cannot do this at the moment.")
                .withHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        return errors.of(request, error);
    }
}
