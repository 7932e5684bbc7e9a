package org.gatehouse.testing.arch;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The patterns a class keeps as constants, alone or in collections, and those it demands by annotation. */
final class DeclaredPatterns {

    private static final String CONSTRAINT = "jakarta.validation.constraints.Pattern";

    private final List<Pattern> found = new ArrayList<>();

    private DeclaredPatterns() {}

    static List<Pattern> of(Class<?> type) {
        var patterns = new DeclaredPatterns();
        try {
            for (var field : type.getDeclaredFields()) {
                patterns.constant(field);
            }
            var components = type.getRecordComponents();
            if (components != null) {
                Arrays.stream(components).forEach(patterns::component);
            }
            for (var method : type.getDeclaredMethods()) {
                Arrays.stream(method.getParameters()).forEach(parameter -> {
                    patterns.constraint(parameter);
                    patterns.type(parameter.getAnnotatedType());
                });
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + type, e);
        }
        return patterns.found;
    }

    private void constant(Field field) throws ReflectiveOperationException {
        var type = field.getType();
        boolean holdsSome = type == Pattern.class || Collection.class.isAssignableFrom(type);
        if (!Modifier.isStatic(field.getModifiers()) || !holdsSome) {
            return;
        }
        field.setAccessible(true);
        switch (field.get(null)) {
            case Pattern pattern -> found.add(pattern);
            case Collection<?> several ->
                several.stream()
                        .filter(Pattern.class::isInstance)
                        .map(Pattern.class::cast)
                        .forEach(found::add);
            case null, default -> {}
        }
    }

    private void component(RecordComponent component) {
        constraint(component);
        constraint(component.getAccessor());
        type(component.getAnnotatedType());
    }

    private void type(AnnotatedType type) {
        constraint(type);
        if (type instanceof AnnotatedParameterizedType generic) {
            for (var argument : generic.getAnnotatedActualTypeArguments()) {
                type(argument);
            }
        }
    }

    private void constraint(AnnotatedElement element) {
        for (var annotation : element.getAnnotations()) {
            if (annotation.annotationType().getName().equals(CONSTRAINT)) {
                found.add(Pattern.compile(expression(annotation)));
            }
        }
    }

    private static String expression(Annotation constraint) {
        try {
            return (String) constraint.annotationType().getMethod("regexp").invoke(constraint);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + constraint, e);
        }
    }
}
