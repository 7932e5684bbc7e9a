package org.gatehouse.gateway.policy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.gateway.proxy.Decision;
import org.gatehouse.gateway.proxy.EdgeRequest;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.gatehouse.gateway.route.Route;
import org.gatehouse.gateway.route.RouteMatch;
import org.gatehouse.gateway.route.RouteTable;
import org.gatehouse.kit.config.SettingException;

/**
 * Which pages may read answers in a browser (Fetch standard, CORS): those whose origin is listed, letter by letter, for the
 * route or else for all routes. Credentials travel in headers that scripts set, so cookies are never asked for.
 */
@Singleton
final class Cors {

    /** @param origins of all routes without a list of their own */
    @ConfigurationProperties("gatehouse.cors")
    record CorsConfig(List<String> origins) {

        private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

        CorsConfig {
            origins = origins.stream().filter(origin -> !origin.isBlank()).toList();
            if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
                throw new SettingException("GATEHOUSE_CORS_ORIGINS", "must list origins such as https://app.example");
            }
        }
    }

    private static final AsciiString EXPOSED = AsciiString.cached("x-request-id, request-id, retry-after, "
            + "x-gateway-overhead-ms, x-gatehouse-dropped, www-authenticate, allow, "
            + "anthropic-ratelimit-requests-limit, anthropic-ratelimit-requests-remaining, "
            + "anthropic-ratelimit-requests-reset, "
            + "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests, "
            + "x-ratelimit-limit-tokens, x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens");
    private static final String REMEMBER_SECONDS = "600";

    private final Set<String> origins;

    Cors(CorsConfig config) {
        this.origins = Set.copyOf(config.origins());
    }

    /** What an answer of the route needs for the page that asked. */
    ResponseStamp stamp(RouteTable table, Route route, EdgeRequest request) {
        if (origins.isEmpty() && table.browserOrigins().isEmpty()) {
            return ResponseStamp.NONE;
        }
        var allowed = allowedOn(route);
        if (allowed.isEmpty()) {
            return ResponseStamp.NONE;
        }
        var origin = request.headers().get(HttpHeaderNames.ORIGIN);
        return origin != null && allowed.contains(origin) ? headers -> allow(headers, origin) : Cors::vary;
    }

    /** What an error needs that is no route's: every page may read it that may read anything here. */
    ResponseStamp stampAnywhere(RouteTable table, EdgeRequest request) {
        if (origins.isEmpty() && table.browserOrigins().isEmpty()) {
            return ResponseStamp.NONE;
        }
        var origin = request.headers().get(HttpHeaderNames.ORIGIN);
        boolean allowed = origin != null
                && (origins.contains(origin) || table.browserOrigins().contains(origin));
        return allowed ? headers -> allow(headers, origin) : Cors::vary;
    }

    /** A browser lets any page open a WebSocket and asks nobody before: what it says of the page must be judged here. */
    boolean mayOpenWebSocket(Route route, EdgeRequest request) {
        var origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        return origins.isEmpty() || (origins.size() == 1 && allowedOn(route).contains(origins.getFirst()));
    }

    private Set<String> allowedOn(Route route) {
        return route.answers().corsOrigins().isEmpty()
                ? origins
                : route.answers().corsOrigins();
    }

    private static void allow(HttpHeaders headers, String origin) {
        vary(headers);
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }

    /** Also for those who are not let in: a cache must not show them what it keeps for others, or the reverse. */
    private static void vary(HttpHeaders headers) {
        headers.add(HttpHeaderNames.VARY, "origin");
    }

    /** The answer to a browser that asks before it sends; empty when the request is nothing of the kind. */
    Optional<Decision> preflight(RouteTable table, EdgeRequest request, String path, List<String> methods) {
        var headers = request.headers();
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        var wanted = headers.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (!request.method().equals(HttpMethod.OPTIONS) || origin == null || wanted == null) {
            return Optional.empty();
        }
        return table.match(wanted, headers.get(HttpHeaderNames.HOST), path) instanceof RouteMatch.Proxied proxied
                        && allowedOn(proxied.route()).contains(origin)
                ? Optional.of(new Decision.Empty(proxied.route().name(), answer -> {
                    allow(answer, origin);
                    answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
                    answer.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, REMEMBER_SECONDS);
                    var asked = headers.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
                    if (asked != null) { // all it could send besides is not forwarded anyway
                        answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, asked);
                    }
                }))
                : Optional.empty();
    }
}
