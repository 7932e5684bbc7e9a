package org.gatehouse.kit.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** Times as RFC 3339 texts, and days, of the years 1970 to 9999; whoever counts in seconds writes no time. */
public final class StrictTimes {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final int MAX_LENGTH = 40;
    private static final int SHORTEST = "2026-01-01T00:00:00Z".length();

    private StrictTimes() {}

    public static Optional<OffsetDateTime> time(String text) {
        return text.length() < SHORTEST
                ? Optional.empty()
                : parsed(text, each -> OffsetDateTime.parse(each, DateTimeFormatter.ISO_OFFSET_DATE_TIME))
                        .filter(time -> isInRange(time.getYear()))
                        .filter(time -> isInRange(
                                time.toInstant().atOffset(ZoneOffset.UTC).getYear()));
    }

    public static Optional<LocalDate> day(String text) {
        return parsed(text, LocalDate::parse).filter(day -> isInRange(day.getYear()));
    }

    private static boolean isInRange(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
