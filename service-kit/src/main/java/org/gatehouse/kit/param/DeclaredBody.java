package org.gatehouse.kit.param;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.util.Set;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Takes no body of which the request does not say what it is: the framework would take such a one for what it likes best. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class DeclaredBody implements Ordered {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final ErrorResponses errors;

    DeclaredBody(ErrorResponses errors) {
        this.errors = errors;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        return isForARoute(request) && hasBody(request) && !isDeclared(request.getHeaders())
                ? errors.of(
                        request,
                        PublicError.of(
                                ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                                "A request with a body must say in one Content-Type what it is."))
                : null;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.RENDERING.order();
    }

    private static boolean isForARoute(HttpRequest<?> request) {
        return METHODS.contains(request.getMethod())
                && RouteAttributes.getRouteMatch(request).isPresent();
    }

    private static boolean hasBody(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING) || request.getContentLength() > 0;
    }

    private static boolean isDeclared(HttpHeaders headers) {
        var types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && isMediaType(types.getFirst());
    }

    /** A type, a slash and a subtype; which ones are taken the routes say. */
    private static boolean isMediaType(String text) {
        var slash = text.indexOf('/');
        return slash > 0 && slash < text.length() - 1;
    }
}
