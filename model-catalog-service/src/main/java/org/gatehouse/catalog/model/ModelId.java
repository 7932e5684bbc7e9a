package org.gatehouse.catalog.model;

import java.util.Optional;

/** The id a client names a model by: 1 to 200 printable characters, so that it can stand in a header, a log line and a path. */
public record ModelId(String value) implements Comparable<ModelId> {

    private static final int MAX_LENGTH = 200;

    public ModelId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a model id");
        }
    }

    public static Optional<ModelId> parse(String text) {
        var trimmed = text.strip();
        return isValid(trimmed) ? Optional.of(new ModelId(trimmed)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return !text.isBlank()
                && text.length() <= MAX_LENGTH
                && text.equals(text.strip())
                && text.codePoints().allMatch(ModelId::isPrintable);
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
