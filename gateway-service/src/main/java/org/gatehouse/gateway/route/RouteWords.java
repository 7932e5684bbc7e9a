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
