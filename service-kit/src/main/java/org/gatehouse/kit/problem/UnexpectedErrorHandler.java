package org.gatehouse.kit.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.sql.DatabaseFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What nothing else handles is an outage of the database, which is 503, or a bug: told whole to the log under the request's
 * id, not outward.
 */
@Singleton
final class UnexpectedErrorHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorHandler.class);

    /** What the framework says of a client that goes amid its upload: no error of ours, and nobody may fill the log with it. */
    private static final String CLIENT_LEFT = "Connection closed before full body was received";

    private static final String RETRY_AFTER_SECONDS = "1";

    private final ErrorResponses responses;
    private final DatabaseFailures databaseFailures;

    UnexpectedErrorHandler(ErrorResponses responses, DatabaseFailures databaseFailures) {
        this.responses = responses;
        this.databaseFailures = databaseFailures;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        HttpRequest<?> typed = request;
        if (MDC.get(RequestId.MDC_KEY) == null) {
            try (var _ = MDC.putCloseable(RequestId.MDC_KEY, RequestId.of(typed))) {
                return responses.of(typed, told(typed, failure));
            }
        }
        return responses.of(typed, told(typed, failure));
    }

    private PublicError told(HttpRequest<?> request, Throwable failure) {
        var outage = databaseFailures.note(failure);
        if (outage.isPresent()) {
            var reason = outage.get().label();
            LOG.warn("{} {}: the database is {}: {}", request.getMethod(), request.getPath(), reason, root(failure));
            return PublicError.of(ErrorKind.UNAVAILABLE, "The service cannot do this at the moment.")
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        tell(request, failure);
        return PublicError.of(ErrorKind.INTERNAL, FrameworkErrors.COULD_NOT_COMPLETE);
    }

    private static String root(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .reduce(failure, (_, cause) -> cause)
                .toString();
    }

    private static void tell(HttpRequest<?> request, Throwable failure) {
        if (failure instanceof EOFException && CLIENT_LEFT.equals(failure.getMessage())) {
            LOG.debug("{} {}: {}", request.getMethod(), request.getPath(), CLIENT_LEFT);
            return;
        }
        LOG.error("Unexpected error in {} {}", request.getMethod(), request.getPath(), failure);
    }
}
