package org.gatehouse.kit.problem;

import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Body;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.ReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.kit.json.RefusedValue;
import org.jspecify.annotations.Nullable;

/** Names the field at fault from the type and structure of a framework exception; its message is never shown. */
final class BadInput {

    /** What the framework tells in words only; the names in them are the caller's or of our own wire records. */
    private static final Pattern UNKNOWN = Pattern.compile("^Unknown property \\[([^\\]]{1,100})]");

    private static final Pattern REPEATED = Pattern.compile("^Duplicate property \\[([^\\]]{1,100})]");
    private static final Pattern ABSENT = Pattern.compile(
            "Null argument specified for \\[(\\w+)]|Required (?:constructor parameter|property) \\[\\S+ (\\w+)]");

    private static final String BODY = "body";

    private BadInput() {}

    static PublicError describe(@Nullable Throwable cause) {
        return first(cause, ConstraintViolationException.class)
                .map(BadInput::violations)
                .or(() -> first(cause, RefusedValue.class).map(BadInput::refused))
                .or(() -> first(cause, JsonSyntaxException.class).map(e -> malformed()))
                .or(() -> Optional.of(all(cause, SerdeException.class))
                        .filter(found -> !found.isEmpty())
                        .map(BadInput::field))
                .or(() -> first(cause, ConversionErrorException.class).map(e -> mistyped(e.getArgument())))
                .or(() -> first(cause, UnsatisfiedArgumentException.class).map(e -> missing(e.getArgument())))
                .or(() -> first(cause, UnsatisfiedRouteException.class).map(e -> missing(e.getArgument())))
                .orElseGet(() -> PublicError.of(ErrorKind.INVALID_REQUEST, "The request is malformed."));
    }

    private static PublicError refused(RefusedValue value) {
        return PublicError.invalid(value.field().isEmpty() ? BODY : value.field(), value.problem());
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

    private static PublicError field(List<SerdeException> exceptions) {
        var place = exceptions.stream()
                .map(SerdeException::getPath)
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse(List.of());
        return exceptions.stream()
                .map(exception -> Objects.requireNonNullElse(exception.getMessage(), ""))
                .flatMap(text -> told(text, place).stream())
                .findFirst()
                .orElseGet(() -> PublicError.invalid(
                        place.isEmpty() ? BODY : FieldPath.of(place), "has the wrong type or format"));
    }

    private static Optional<PublicError> told(String text, List<ReferencePath> place) {
        var absent = ABSENT.matcher(text);
        if (absent.find()) {
            var name = Objects.requireNonNullElseGet(absent.group(1), () -> absent.group(2));
            return Optional.of(PublicError.invalid(FieldPath.of(place, FieldPath.snakeCase(name)), "is required"));
        }
        var unknown = UNKNOWN.matcher(text);
        if (unknown.find()) {
            var parent = place.isEmpty() ? place : place.subList(1, place.size());
            return Optional.of(PublicError.invalid(FieldPath.of(parent, unknown.group(1)), "is not a known field"));
        }
        var repeated = REPEATED.matcher(text);
        return repeated.find()
                ? Optional.of(PublicError.invalid(FieldPath.of(place, repeated.group(1)), "is given more than once"))
                : Optional.empty();
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

    private static <T extends Throwable> List<T> all(@Nullable Throwable cause, Class<T> type) {
        return chain(cause).filter(type::isInstance).map(type::cast).toList();
    }

    private static Stream<Throwable> chain(@Nullable Throwable cause) {
        return Stream.<Throwable>iterate(cause, e -> e != null, Throwable::getCause)
                .limit(20);
    }
}
