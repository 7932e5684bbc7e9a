package org.gatehouse.gateway.route;

import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.gatehouse.gateway.limit.RouteLimits;
import org.gatehouse.gateway.limit.WithoutStore;
import org.gatehouse.kit.token.StepUp;
import org.gatehouse.kit.upstream.CallLimits;
import org.jspecify.annotations.Nullable;

/** Turns what was written into a route, or into every reason why it is none, each beginning with its key. */
final class CheckRoute {

    sealed interface Checked {
        record Good(Route route, List<PathPattern> patterns, List<String> methods) implements Checked {}

        record Bad(List<String> reasons) implements Checked {}
    }

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Set<String> STEP_UP_KEYS = Set.of("acr", "max-age");

    private final RouteConfig config;
    private final List<String> reasons = new ArrayList<>();

    private CheckRoute(RouteConfig config) {
        this.config = config;
    }

    static Checked check(RouteConfig config, Set<String> services) {
        return new CheckRoute(config).check(services);
    }

    private Checked check(Set<String> services) {
        var methods =
                some("methods", config.methods(), method -> Optional.of(method).filter(METHODS::contains));
        var patterns = some("paths", config.paths(), CheckRoute::publicPattern);
        var service = one("service", config.service(), name -> Optional.of(name).filter(services::contains));
        var access = one("access", config.access(), Access::parse);
        var bodyLimit = one("body-limit", orElse(config.bodyLimit(), "64KB"), ByteCount::parse);
        var basic = one("basic-authorization", orElse(config.basicAuthorization(), "false"), CheckRoute::truth);
        var limits = limits();
        var requestLimits = requestLimits();
        var stepUp = stepUp(access);
        if (!reasons.isEmpty()) {
            return new Checked.Bad(reasons);
        }
        var route = new Route(
                config.name(),
                service.orElseThrow(),
                access.orElseThrow(),
                bodyLimit.orElseThrow(),
                limits.orElseThrow(),
                basic.orElseThrow(),
                requestLimits.orElseThrow(),
                stepUp);
        return new Checked.Good(route, patterns, methods);
    }

    /** What services keep for each other is never routed, whatever is written. */
    private static Optional<PathPattern> publicPattern(String path) {
        return PathPattern.parse(path)
                .filter(pattern -> !pattern.segments().isEmpty()
                        && pattern.segments().getFirst() instanceof PathPattern.Segment.Literal(var first)
                        && !first.equals("internal"));
    }

    private Optional<CallLimits> limits() {
        var head = one("head-timeout", orElse(config.headTimeout(), "30s"), CheckRoute::duration);
        var idle = one("idle-timeout", orElse(config.idleTimeout(), "30s"), CheckRoute::duration);
        var total = one("total-timeout", orElse(config.totalTimeout(), "60s"), CheckRoute::duration);
        return head.isEmpty() || idle.isEmpty() || total.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallLimits(CallLimits.DEFAULT.connect(), head.get(), idle.get(), total.get()));
    }

    private Optional<RouteLimits> requestLimits() {
        var perClient = config.limit() == null ? Optional.of(0) : one("limit", config.limit(), CheckRoute::perMinute);
        var inAll = one("limit-in-all", orElse(config.limitInAll(), "0"), CheckRoute::perMinute);
        var ownGroup = config.limit() == null ? RouteLimits.DEFAULT_GROUP : config.name();
        var group = one("limit-group", orElse(config.limitGroup(), ownGroup), CheckRoute::name);
        var withoutStore =
                one("limit-without-store", orElse(config.limitWithoutStore(), "share"), CheckRoute::withoutStore);
        if (perClient.isEmpty() || inAll.isEmpty() || group.isEmpty() || withoutStore.isEmpty()) {
            return Optional.empty();
        }
        var own = config.limit() == null ? OptionalInt.empty() : OptionalInt.of(perClient.get());
        return Optional.of(new RouteLimits(group.get(), own, inAll.get(), withoutStore.get()));
    }

    private static Optional<Integer> perMinute(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<String> name(String text) {
        return NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<WithoutStore> withoutStore(String text) {
        return switch (text) {
            case "share" -> Optional.of(WithoutStore.SHARE);
            case "refuse" -> Optional.of(WithoutStore.REFUSE);
            default -> Optional.empty();
        };
    }

    /** Whatever is written under the key counts as a demand: one that cannot be read refuses the route. */
    private Optional<StepUp> stepUp(Optional<Access> access) {
        var written = config.stepUp();
        if (written == null || written.isEmpty()) {
            return Optional.empty();
        }
        var acr = one(
                "step-up.acr", written.get("acr"), level -> Optional.of(level).filter(StepUp::isLevel));
        var maxAge = one("step-up.max-age", written.get("max-age"), CheckRoute::duration);
        if (!STEP_UP_KEYS.containsAll(written.keySet())) {
            refuse("step-up", "takes acr and max-age only");
        }
        if (access.filter(Access.Public.class::isInstance).isPresent()) {
            refuse("step-up", "is not for a public route");
        }
        return acr.isEmpty() || maxAge.isEmpty() ? Optional.empty() : Optional.of(new StepUp(acr.get(), maxAge.get()));
    }

    private static Optional<Duration> duration(String text) {
        return ConversionService.SHARED.convert(text, Duration.class).filter(Duration::isPositive);
    }

    private static Optional<Boolean> truth(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private <T> List<T> some(String key, @Nullable List<String> values, Function<String, Optional<T>> parse) {
        if (values == null || values.isEmpty()) {
            refuse(key, "is missing");
            return List.of();
        }
        return values.stream()
                .map(value -> one(key, value, parse))
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Optional<T> one(String key, @Nullable String value, Function<String, Optional<T>> parse) {
        var parsed = value == null ? Optional.<T>empty() : parse.apply(value);
        if (parsed.isEmpty()) {
            refuse(key, value == null ? "is missing" : "'" + value + "' is not known or not allowed");
        }
        return parsed;
    }

    private void refuse(String key, String reason) {
        reasons.add("gatehouse.routes." + config.name() + "." + key + ": " + reason);
    }
}
