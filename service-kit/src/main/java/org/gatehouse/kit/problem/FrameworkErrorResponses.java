package org.gatehouse.kit.problem;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Replaces every error body the framework would write, those from before routing too. */
@Singleton
final class FrameworkErrorResponses implements ErrorResponseProcessor<Object> {

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var error = refusal(context, response)
                .orElseGet(() -> FrameworkErrors.toPublic(
                        response.code(),
                        response.reason(),
                        context.getRootCause().orElse(null)));
        return ErrorResponses.fill(
                response.status(error.kind().status(), error.kind().title()), context.getRequest(), error);
    }

    private static Optional<PublicError> refusal(ErrorContext context, MutableHttpResponse<?> response) {
        return response.code() == ErrorKind.UNAUTHENTICATED.status()
                ? RefusalReason.of(context.getRequest())
                : Optional.empty();
    }
}
