package org.gatehouse.kit.problem;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.gatehouse.kit.request.RequestId;

/** Turns a {@link PublicError} into the response of the surface the request came in on. */
@Singleton
public final class ErrorResponses {

    public MutableHttpResponse<?> of(HttpRequest<?> request, PublicError error) {
        var kind = error.kind();
        return fill(HttpResponse.status(kind.status(), kind.title()), request, error);
    }

    static MutableHttpResponse<Object> fill(
            MutableHttpResponse<?> response, HttpRequest<?> request, PublicError error) {
        var surface = ErrorSurface.of(request.getPath(), request.getHeaders().get(ErrorSurface.ANTHROPIC_VERSION));
        var id = RequestId.of(request);
        error.headers().forEach((name, value) -> response.getHeaders().set(name, value));
        response.getHeaders().set(RequestId.HEADER, id).set("Cache-Control", "no-store");
        if (surface == ErrorSurface.ANTHROPIC) {
            response.getHeaders().set(ErrorSurface.ANTHROPIC_REQUEST_ID, id);
        }
        response.contentType(ErrorBody.contentType(surface));
        return response.body(request.getMethod() == HttpMethod.HEAD ? null : ErrorBody.render(surface, error, id));
    }
}
