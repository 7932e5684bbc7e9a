package org.gatehouse.kit.param;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.uri.UriMatchInfo;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request of which a parameter that its controller reads is given twice, is not whole text, or is not of its type.
 * Stands behind the filters that judge the caller: who may not ask at all is not told what is wrong with the question.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StrictParameters implements Ordered {

    private final ErrorResponses errors;

    StrictParameters(ErrorResponses errors) {
        this.errors = errors;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route -> route instanceof MethodBasedRouteMatch<?, ?> match
                        ? firstFault(request, match.getArguments(), inPath(match))
                        : Optional.empty())
                .<HttpResponse<?>>map(error -> errors.of(request, error))
                .orElse(null);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.RENDERING.order();
    }

    private static Optional<PublicError> firstFault(
            HttpRequest<?> request, Argument<?>[] arguments, Map<String, Object> inPath) {
        return Arrays.stream(arguments)
                .flatMap(argument -> fault(request, argument, inPath).stream())
                .findFirst();
    }

    private static Optional<PublicError> fault(
            HttpRequest<?> request, Argument<?> argument, Map<String, Object> inPath) {
        var name = name(argument);
        var values = inPath.containsKey(name)
                ? List.of(Objects.toString(inPath.get(name), ""))
                : argument.getAnnotationMetadata().hasAnnotation(QueryValue.class)
                        ? request.getParameters().getAll(name)
                        : List.<String>of();
        if (values.size() > 1 && !isMany(argument.getType())) {
            return Optional.of(PublicError.invalid(name, "is given more than once"));
        }
        return values.stream()
                .flatMap(value -> ParameterRule.fault(argument, value).stream())
                .findFirst()
                .map(fault -> PublicError.invalid(name, fault));
    }

    private static Map<String, Object> inPath(MethodBasedRouteMatch<?, ?> match) {
        return match instanceof UriMatchInfo uri ? uri.getVariableValues() : Map.of();
    }

    private static boolean isMany(Class<?> type) {
        return type.isArray() || Iterable.class.isAssignableFrom(type);
    }

    /** As the caller writes it. */
    private static String name(Argument<?> argument) {
        var annotations = argument.getAnnotationMetadata();
        return annotations
                .stringValue(QueryValue.class)
                .or(() -> annotations.stringValue(PathVariable.class))
                .filter(text -> !text.isEmpty())
                .orElseGet(argument::getName);
    }
}
