package org.gatehouse.kit.problem;

import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.MapItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.List;
import java.util.Locale;

/** The place of a field in the request as the caller writes it: snake_case, dots, indexes in brackets. */
final class FieldPath {

    private FieldPath() {}

    /** The framework lists the innermost step first. */
    static String of(List<ReferencePath> path) {
        var out = new StringBuilder();
        for (var step : path.reversed()) {
            switch (step) {
                case PropertyReferencePath property ->
                    append(out, snakeCase(property.getArgument().getName()));
                case CollectionItemReferencePath item ->
                    out.append('[').append(item.index()).append(']');
                case MapItemReferencePath item -> append(out, item.key());
                default -> {}
            }
        }
        return out.toString();
    }

    /** A field of this name at that place, or the place itself when it already ends in the name. */
    static String of(List<ReferencePath> path, String name) {
        var place = of(path);
        if (place.equals(name) || place.endsWith("." + name)) {
            return place;
        }
        return place.isEmpty() ? name : place + "." + name;
    }

    static String of(ConstraintViolation<?> violation) {
        var out = new StringBuilder();
        var parameter = "body";
        for (var node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case PARAMETER -> parameter = snakeCase(node.getName());
                case PROPERTY -> append(out.append(index(node)), snakeCase(node.getName()));
                default -> {}
            }
        }
        return out.isEmpty() ? parameter : out.toString();
    }

    /** The specification puts the index of a container on the step after it. */
    private static String index(Path.Node node) {
        return node.getIndex() == null ? "" : "[" + node.getIndex() + "]";
    }

    private static void append(StringBuilder out, String name) {
        if (!out.isEmpty()) {
            out.append('.');
        }
        out.append(name);
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
