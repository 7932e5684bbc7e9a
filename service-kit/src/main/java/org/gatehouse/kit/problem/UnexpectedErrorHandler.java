package org.gatehouse.kit.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import org.gatehouse.kit.request.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What nothing else handles is a bug or a broken dependency: told whole to the log under the request's id, not outward. */
@Singleton
final class UnexpectedErrorHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorHandler.class);

    /** What the framework says of a client that goes amid its upload: no error of ours, and nobody may fill the log with it. */
    private static final String CLIENT_LEFT = "Connection closed before full body was received";

    private final ErrorResponses responses;

    UnexpectedErrorHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        HttpRequest<?> typed = request;
        if (MDC.get(RequestId.MDC_KEY) == null) {
            try (var _ = MDC.putCloseable(RequestId.MDC_KEY, RequestId.of(typed))) {
                tell(typed, failure);
            }
        } else {
            tell(typed, failure);
        }
        return responses.of(typed, PublicError.of(ErrorKind.INTERNAL, FrameworkErrors.COULD_NOT_COMPLETE));
    }

    private static void tell(HttpRequest<?> request, Throwable failure) {
        if (failure instanceof EOFException && CLIENT_LEFT.equals(failure.getMessage())) {
            LOG.debug("{} {}: {}", request.getMethod(), request.getPath(), CLIENT_LEFT);
            return;
        }
        LOG.error("Unexpected error in {} {}", request.getMethod(), request.getPath(), failure);
    }
}
