package org.gatehouse.kit.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.gatehouse.kit.request.RequestId;

/** Says the request id where clients of Anthropic look for it, once on every answer to them. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AnthropicRequestId {

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var version = request.getHeaders().get(ErrorSurface.ANTHROPIC_VERSION);
        if (ErrorSurface.of(request.getPath(), version) == ErrorSurface.ANTHROPIC) {
            response.getHeaders().set(ErrorSurface.ANTHROPIC_REQUEST_ID, RequestId.of(request));
        }
    }
}
