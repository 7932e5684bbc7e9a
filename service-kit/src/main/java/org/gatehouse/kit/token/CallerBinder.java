package org.gatehouse.kit.token;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.security.filters.SecurityFilter;
import java.util.Optional;

/** Gives a controller method the verified caller as a parameter. */
final class CallerBinder<T extends Caller> implements TypedRequestArgumentBinder<T> {

    private final Class<T> type;

    CallerBinder(Class<T> type) {
        this.type = type;
    }

    @Override
    public Argument<T> argumentType() {
        return Argument.of(type);
    }

    @Override
    public BindingResult<T> bind(ArgumentConversionContext<T> context, HttpRequest<?> request) {
        if (!request.getAttributes().contains(SecurityFilter.KEY)) {
            return BindingResult.unsatisfied();
        }
        var caller = CallerAuthentication.callerOf(request)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new HttpStatusException(HttpStatus.UNAUTHORIZED, "no caller of this kind"));
        return () -> Optional.of(caller);
    }
}
