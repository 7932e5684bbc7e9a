package org.gatehouse.kit.token;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.time.Duration;
import java.time.InstantSource;
import org.gatehouse.kit.problem.ErrorResponses;
import org.jspecify.annotations.Nullable;

/** Holds every service to {@link RequiresStepUp}, also for whoever comes past the edge. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StepUpFilter implements Ordered {

    private final ErrorResponses errors;
    private final InstantSource clock;

    StepUpFilter(ErrorResponses errors, InstantSource clock) {
        this.errors = errors;
        this.clock = clock;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        var required = RouteAttributes.getRouteInfo(request)
                .map(route -> route.getAnnotationMetadata().getAnnotation(RequiresStepUp.class))
                .map(StepUpFilter::stepUp);
        if (required.isEmpty()) {
            return null;
        }
        var met = CallerAuthentication.callerOf(request)
                .filter(caller ->
                        caller instanceof Caller.User user && required.get().isMetBy(user, clock.instant()))
                .isPresent();
        return met ? null : errors.of(request, required.get().refusal());
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    private static StepUp stepUp(AnnotationValue<RequiresStepUp> annotation) {
        return new StepUp(
                annotation.stringValue("acr").orElseThrow(),
                annotation
                        .stringValue("maxAge")
                        .flatMap(text -> ConversionService.SHARED.convert(text, Duration.class))
                        .orElseThrow());
    }
}
