package org.gatehouse.kit.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.gatehouse.kit.request.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nothing else handles is a bug or a broken dependency: told whole to the log under the request's id, not outward. */
@Singleton
final class UnexpectedErrorHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorHandler.class);

    private final ErrorResponses responses;

    UnexpectedErrorHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        HttpRequest<?> typed = request;
        LOG.atError()
                .addKeyValue(RequestId.MDC_KEY, RequestId.of(typed))
                .setCause(failure)
                .log("Unexpected error in {} {}", typed.getMethod(), typed.getPath());
        return responses.of(typed, PublicError.of(ErrorKind.INTERNAL, FrameworkErrors.COULD_NOT_COMPLETE));
    }
}
