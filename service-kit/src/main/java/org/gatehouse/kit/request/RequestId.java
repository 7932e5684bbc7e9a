package org.gatehouse.kit.request;

import io.micronaut.http.HttpRequest;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id that follows one request through every service, response and log line. */
public final class RequestId {

    public static final String HEADER = "x-request-id";

    /** The key of the id in the logging context. */
    public static final String MDC_KEY = "request_id";

    private static final String ATTRIBUTE = "gatehouse.request-id";
    private static final int MOST_CHARS = 128;
    private static final boolean[] ACCEPTED = new boolean[128];
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".toCharArray()) {
            ACCEPTED[c] = true;
        }
    }

    private RequestId() {}

    /** The id the request came with or was given; the same one however often it is asked for. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            var id = acceptOrNew(request.getHeaders().get(HEADER));
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    /** Keeps what a caller offered when it is harmless in a header and a log, else makes a new id. */
    public static String acceptOrNew(@Nullable String offered) {
        return offered != null && isAccepted(offered) ? offered : fresh();
    }

    private static boolean isAccepted(String offered) {
        if (offered.isEmpty() || offered.length() > MOST_CHARS) {
            return false;
        }
        for (int i = 0; i < offered.length(); i++) {
            char c = offered.charAt(i);
            if (c >= ACCEPTED.length || !ACCEPTED[c]) {
                return false;
            }
        }
        return true;
    }

    /** UUID version 4 (RFC 9562) in shape; it tells requests apart and keeps no secret, so any good randomness will do. */
    private static String fresh() {
        var random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~VERSION_BITS) | VERSION_4;
        long low = (random.nextLong() & ~VARIANT_BITS) | VARIANT_RFC;
        return new UUID(high, low).toString();
    }
}
