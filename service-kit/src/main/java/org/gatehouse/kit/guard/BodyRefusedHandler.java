package org.gatehouse.kit.guard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's broken framing is no error of ours: the guard has answered it and closed, and nobody may fill the log with it. */
@Singleton
final class BodyRefusedHandler implements ExceptionHandler<BodyRefusedException, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(BodyRefusedHandler.class);

    private final ErrorResponses responses;

    BodyRefusedHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<?> handle(HttpRequest request, BodyRefusedException refusal) {
        HttpRequest<?> typed = request;
        LOG.debug("{} {}: {}", typed.getMethod(), typed.getPath(), refusal.getMessage());
        return responses.of(typed, PublicError.of(ErrorKind.INVALID_REQUEST, "The request's body is malformed."));
    }
}
