package org.gatehouse.gateway.route;

import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.gateway.limit.WithoutStore;

/** The values that a route's settings may have. */
final class RouteWords {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern CACHE_CONTROL = Pattern.compile("[a-z-]++(?:=[0-9]++)?(?:, ?[a-z-]++(?:=[0-9]++)?)*+");

    /** A request is made once more after these: no connection could be made, or one closed without an answer. */
    static final String CONNECT = "connect";

    static final String NO_ANSWER = "no-answer";

    private RouteWords() {}

    /** The values of a setting, in words. */
    static String allowed(String key) {
        return switch (key) {
            case "methods" -> "GET, POST, PUT, PATCH or DELETE";
            case "paths", "rewrite" -> "a path such as /v1/models, and none below /internal";
            case "hosts" -> "a host name in lower case without a port";
            case "service" -> "the name of a service";
            case "access" -> "public, authenticated, or permissions such as read";
            case "body-limit" -> "a size such as 64KB";
            case "inflate", "basic-authorization" -> "true or false";
            case "head-timeout", "idle-timeout", "total-timeout", "step-up.max-age" -> "a time such as 30s or 5m";
            case "step-up.acr" -> "1 or 2";
            case "retry.attempts" -> "a digit";
            case "retry.on" -> CONNECT + " or " + NO_ANSWER;
            case "limit", "limit-in-all" -> "a whole number of requests a minute, where 0 is no limit";
            case "limit-group" -> "a name of lower-case letters, digits and hyphens";
            case "limit-without-store" -> "share or refuse";
            case "upgrade" -> "websocket or none";
            case "cors-origins" -> "an origin such as https://app.example.com";
            case "cache-control" -> "directives such as no-store or max-age=60";
            default -> throw new IllegalArgumentException(key);
        };
    }

    static Optional<String> method(String text) {
        return Optional.of(text).filter(METHODS::contains);
    }

    /** What services keep for each other is never routed, whatever is written. */
    static Optional<PathPattern> publicPattern(String path) {
        return PathPattern.parse(path)
                .filter(pattern -> !pattern.segments().isEmpty()
                        && pattern.segments().getFirst() instanceof PathPattern.Segment.Literal(var first)
                        && !first.equals("internal"));
    }

    /** A literal path, for nothing a client sends may choose what it begins with. */
    static Optional<String> prefix(String path) {
        return publicPattern(path).flatMap(PathPattern::literal);
    }

    static Optional<Duration> duration(String text) {
        return ConversionService.SHARED.convert(text, Duration.class).filter(Duration::isPositive);
    }

    static Optional<Boolean> truth(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    /** Whether it is to WebSocket, the one protocol that is passed through. */
    static Optional<Boolean> upgrade(String text) {
        return text.equals("websocket") || text.equals("none")
                ? Optional.of(text.equals("websocket"))
                : Optional.empty();
    }

    static Optional<Integer> attempts(String text) {
        return text.matches("[0-9]") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static Optional<String> retryOn(String text) {
        return Optional.of(text).filter(it -> it.equals(CONNECT) || it.equals(NO_ANSWER));
    }

    static Optional<Integer> perMinute(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static Optional<String> name(String text) {
        return Optional.of(text).filter(it -> NAME.matcher(it).matches());
    }

    static Optional<String> host(String text) {
        return Optional.of(text).filter(it -> HOST.matcher(it).matches());
    }

    /** Exactly as browsers send it; neither {@code *} nor {@code null} is one. */
    static Optional<String> origin(String text) {
        return Optional.of(text).filter(it -> ORIGIN.matcher(it).matches());
    }

    static Optional<String> cacheControl(String text) {
        return Optional.of(text).filter(it -> CACHE_CONTROL.matcher(it).matches());
    }

    static Optional<WithoutStore> withoutStore(String text) {
        return switch (text) {
            case "share" -> Optional.of(WithoutStore.SHARE);
            case "refuse" -> Optional.of(WithoutStore.REFUSE);
            default -> Optional.empty();
        };
    }
}
