package org.gatehouse.kit.problem;

import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Body;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names the field at fault from the type and structure of a framework exception; its message is never shown. */
final class BadInput {

    /** The one thing the framework tells in words only; the name in it is the caller's own. */
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Unknown property \\[([^\\]]{1,100})] encountered");

    private static final String BODY = "body";

    private BadInput() {}

    static PublicError describe(@Nullable Throwable cause) {
        return first(cause, ConstraintViolationException.class)
                .map(BadInput::violations)
                .or(() -> first(cause, JsonSyntaxException.class).map(e -> malformed()))
                .or(() -> deepest(cause, SerdeException.class).map(BadInput::field))
                .or(() -> first(cause, ConversionErrorException.class).map(e -> mistyped(e.getArgument())))
                .or(() -> first(cause, UnsatisfiedArgumentException.class).map(e -> missing(e.getArgument())))
                .or(() -> first(cause, UnsatisfiedRouteException.class).map(e -> missing(e.getArgument())))
                .orElseGet(() -> PublicError.of(ErrorKind.INVALID_REQUEST, "The request is malformed."));
    }

    private static PublicError malformed() {
        return PublicError.invalid(BODY, "is not valid JSON");
    }

    private static PublicError missing(Argument<?> argument) {
        return PublicError.invalid(name(argument), "is required");
    }

    private static PublicError mistyped(Argument<?> argument) {
        return PublicError.invalid(name(argument), "has the wrong type or format");
    }

    private static PublicError field(SerdeException exception) {
        var unknown = UNKNOWN_FIELD.matcher(
                Optional.ofNullable(exception.getMessage()).orElse(""));
        if (unknown.find()) {
            return PublicError.invalid(unknown.group(1), "is not a known field");
        }
        var path = FieldPath.of(exception.getPath());
        return PublicError.invalid(path.isEmpty() ? BODY : path, "is missing or has the wrong type or format");
    }

    private static PublicError violations(ConstraintViolationException exception) {
        var errors = exception.getConstraintViolations().stream()
                .map(violation -> new FieldError(FieldPath.of(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return errors.isEmpty()
                ? PublicError.of(ErrorKind.INVALID_REQUEST, "The request is invalid.")
                : PublicError.invalid(errors);
    }

    private static String name(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(Body.class)
                ? argument.getAnnotationMetadata()
                        .stringValue(Body.class)
                        .filter(s -> !s.isEmpty())
                        .orElse(BODY)
                : FieldPath.snakeCase(argument.getName());
    }

    private static <T extends Throwable> Optional<T> first(@Nullable Throwable cause, Class<T> type) {
        return chain(cause).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static <T extends Throwable> Optional<T> deepest(@Nullable Throwable cause, Class<T> type) {
        return chain(cause).filter(type::isInstance).map(type::cast).reduce((outer, inner) -> inner);
    }

    private static Stream<Throwable> chain(@Nullable Throwable cause) {
        return Stream.<Throwable>iterate(cause, e -> e != null, Throwable::getCause)
                .limit(20);
    }
}
