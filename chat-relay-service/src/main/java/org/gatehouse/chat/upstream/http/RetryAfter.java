package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * When to come back (RFC 9110, section 10.2.3), as clients are told: whole seconds from 1 to 60, since they sleep for as long as
 * they are told to. A date counts from the answer's own, so that no two clocks need to agree; nonsense counts as a second.
 */
final class RetryAfter {

    static final int LEAST_SECONDS = 1;
    private static final int MOST_SECONDS = 60;

    private RetryAfter() {}

    static int seconds(HttpHeaders headers, byte[] body) {
        String told = headers.get(HttpHeaderNames.RETRY_AFTER);
        String given = told == null ? inBody(body) : told.strip();
        return given == null ? LEAST_SECONDS : clamped(seconds(given, headers.get(HttpHeaderNames.DATE)));
    }

    /** Google says it in the error: https://github.com/googleapis/googleapis, google/rpc/error_details.proto, RetryInfo. */
    private static @Nullable String inBody(byte[] body) {
        try {
            JsonNode delay = JsonTree.ofUpstream(body).findValue("retryDelay");
            return delay != null && delay.asText().endsWith("s")
                    ? delay.asText().substring(0, delay.asText().length() - 1)
                    : null;
        } catch (IOException e) {
            return null; // an error in words
        }
    }

    private static double seconds(String told, @Nullable String answered) {
        try {
            return Double.parseDouble(told);
        } catch (NumberFormatException e) {
            return answered == null ? LEAST_SECONDS : secondsBetween(answered, told);
        }
    }

    private static double secondsBetween(String answered, String retry) {
        try {
            return Duration.between(date(answered), date(retry)).toSeconds();
        } catch (DateTimeException e) {
            return LEAST_SECONDS;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static int clamped(double seconds) {
        return (int) Math.clamp(Math.ceil(seconds), LEAST_SECONDS, MOST_SECONDS);
    }
}
