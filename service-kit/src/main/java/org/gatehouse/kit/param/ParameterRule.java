package org.gatehouse.kit.param;

import io.micronaut.core.type.Argument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.kit.json.StrictTimes;
import org.gatehouse.kit.json.Text;

/** Judges a parameter's text by the type that is to be made of it, before the framework makes something of it. */
final class ParameterRule {

    private static final String WRONG = "has the wrong type or format";
    private static final int MOST_DIGITS = 19;
    private static final int LONGEST_NUMBER = 40;
    private static final int UUID_LENGTH = 36;

    private ParameterRule() {}

    /** What is wrong with it, in words for the caller. */
    static Optional<String> fault(Argument<?> argument, String value) {
        if (!Text.isDecoded(value)) {
            return Optional.of(Text.DEMAND);
        }
        var type = argument.getType();
        if (type.isEnum()) {
            return isOneOf(type.getEnumConstants(), value)
                    ? Optional.empty()
                    : Optional.of("must be one of " + words(type.getEnumConstants()));
        }
        return fits(type, value) ? Optional.empty() : Optional.of(WRONG);
    }

    private static boolean fits(Class<?> type, String value) {
        if (type == OffsetDateTime.class || type == Instant.class) {
            return StrictTimes.time(value).isPresent();
        }
        if (type == LocalDate.class) {
            return StrictTimes.day(value).isPresent();
        }
        if (type == UUID.class) {
            return isUuid(value);
        }
        if (type == Boolean.class || type == boolean.class) {
            return value.equals("true") || value.equals("false");
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return isWholeNumber(value);
        }
        return !Number.class.isAssignableFrom(type) || isShort(value);
    }

    /** The framework also takes {@code 1-1-1-1-1}. */
    private static boolean isUuid(String value) {
        if (value.length() != UUID_LENGTH) {
            return false;
        }
        try {
            return UUID.fromString(value).toString().equalsIgnoreCase(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWholeNumber(String value) {
        var digits = value.startsWith("-") ? value.substring(1) : value;
        return !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** A number with an exponent is short to write and long to compute. */
    private static boolean isShort(String value) {
        return !value.isEmpty() && value.length() <= LONGEST_NUMBER && value.indexOf('e') < 0 && value.indexOf('E') < 0;
    }

    private static boolean isOneOf(Object[] constants, String value) {
        return Arrays.stream(constants).anyMatch(constant -> word(constant).equals(value));
    }

    private static String words(Object[] constants) {
        return Arrays.stream(constants).map(ParameterRule::word).sorted().collect(Collectors.joining(", "));
    }

    private static String word(Object constant) {
        return Objects.toString(constant).toLowerCase(Locale.ROOT);
    }
}
