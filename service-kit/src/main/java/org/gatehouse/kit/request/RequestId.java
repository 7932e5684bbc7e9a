package org.gatehouse.kit.request;

import io.micronaut.http.HttpRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that follows one request through every service, response and log line. */
public final class RequestId {

    public static final String HEADER = "x-request-id";

    /** The key of the id in the logging context. */
    public static final String MDC_KEY = "request_id";

    private static final String ATTRIBUTE = "gatehouse.request-id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

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
        return offered != null && ACCEPTED.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }
}
