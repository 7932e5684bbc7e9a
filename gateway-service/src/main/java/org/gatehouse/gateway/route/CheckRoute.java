package org.gatehouse.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.gatehouse.gateway.limit.RouteLimits;
import org.gatehouse.kit.token.StepUp;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.Retries;

/** Turns what was written into a route, or into every reason why it is none, each beginning with its key. */
final class CheckRoute {

    sealed interface Checked {

        /**
         * @param hosts the only ones that it answers for; empty for any
         * @param rewrite what the literal beginning of its paths is replaced by
         */
        record Good(
                Route route,
                List<PathPattern> patterns,
                List<String> methods,
                List<String> hosts,
                Optional<String> rewrite)
                implements Checked {}

        record Bad(List<String> reasons) implements Checked {}
    }

    private static final Set<String> KEYS = Set.of(
            "methods",
            "paths",
            "hosts",
            "service",
            "access",
            "step-up.acr",
            "step-up.max-age",
            "rewrite",
            "body-limit",
            "inflate",
            "head-timeout",
            "idle-timeout",
            "total-timeout",
            "retry.attempts",
            "retry.on",
            "basic-authorization",
            "limit",
            "limit-group",
            "limit-in-all",
            "limit-without-store",
            "upgrade",
            "cors-origins",
            "cache-control");

    private final RouteConfig config;
    private final RouteReader read;

    private CheckRoute(RouteConfig config) {
        this.config = config;
        this.read = new RouteReader(config);
    }

    static Checked check(RouteConfig config, Set<String> services) {
        return new CheckRoute(config).check(services);
    }

    private Checked check(Set<String> services) {
        read.knowsOnly(KEYS);
        var methods = read.some("methods", RouteWords::method);
        var patterns = read.some("paths", RouteWords::publicPattern);
        var hosts = read.any("hosts", RouteWords::host);
        var rewrite = rewrite(patterns);
        var route = route(services);
        if (route.filter(Route::webSocket).isPresent() && !methods.contains("GET")) {
            read.refuse("upgrade", "is only for a route that takes GET");
        }
        return read.reasons().isEmpty()
                ? new Checked.Good(route.orElseThrow(), patterns, methods, hosts, rewrite)
                : new Checked.Bad(read.reasons());
    }

    private Optional<Route> route(Set<String> services) {
        var service = read.one("service", name -> Optional.of(name).filter(services::contains));
        var access = read.one("access", Access::parse);
        var bodyLimit = read.one("body-limit", "64KB", ByteCount::parse);
        var inflate = read.one("inflate", "false", RouteWords::truth);
        var basic = read.one("basic-authorization", "false", RouteWords::truth);
        var limits = limits();
        var requestLimits = requestLimits();
        var stepUp = stepUp(access);
        var answers = answers();
        var upgrade = read.one("upgrade", "none", RouteWords::upgrade);
        return read.reasons().isEmpty()
                ? Optional.of(new Route(
                        config.name(),
                        service.orElseThrow(),
                        access.orElseThrow(),
                        bodyLimit.orElseThrow(),
                        limits.orElseThrow(),
                        basic.orElseThrow(),
                        requestLimits.orElseThrow(),
                        stepUp,
                        answers,
                        upgrade.orElseThrow(),
                        inflate.orElseThrow()))
                : Optional.empty();
    }

    private Optional<String> rewrite(List<PathPattern> patterns) {
        if (!read.has("rewrite")) {
            return Optional.empty();
        }
        boolean literal = patterns.stream()
                .allMatch(pattern -> pattern.literal().isPresent()
                        || pattern.prefixBeforeRest().isPresent());
        if (!literal) {
            read.refuse("rewrite", "is only for paths without parameters");
        }
        return read.one("rewrite", RouteWords::prefix);
    }

    private Optional<CallLimits> limits() {
        var head = read.one("head-timeout", "30s", RouteWords::duration);
        var idle = read.one("idle-timeout", "30s", RouteWords::duration);
        var total = read.one("total-timeout", "60s", RouteWords::duration);
        var retries = retries();
        return head.isEmpty() || idle.isEmpty() || total.isEmpty() || retries.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallLimits(
                        CallLimits.DEFAULT.connect(), head.get(), idle.get(), total.get(), retries.get()));
    }

    private Optional<Retries> retries() {
        var attempts = read.one("retry.attempts", "3", RouteWords::attempts);
        var on = read.any("retry.on", RouteWords::retryOn);
        if (attempts.isEmpty() || !read.reasons().isEmpty()) {
            return Optional.empty();
        }
        boolean all = !read.has("retry.on");
        return Optional.of(new Retries(
                attempts.get(), all || on.contains(RouteWords.CONNECT), all || on.contains(RouteWords.NO_ANSWER)));
    }

    private Optional<RouteLimits> requestLimits() {
        boolean own = read.has("limit");
        var perClient = read.one("limit", "0", RouteWords::perMinute);
        var inAll = read.one("limit-in-all", "0", RouteWords::perMinute);
        var group = read.one("limit-group", own ? config.name() : RouteLimits.DEFAULT_GROUP, RouteWords::name);
        var withoutStore = read.one("limit-without-store", "share", RouteWords::withoutStore);
        if (perClient.isEmpty() || inAll.isEmpty() || group.isEmpty() || withoutStore.isEmpty()) {
            return Optional.empty();
        }
        var limit = own ? OptionalInt.of(perClient.get()) : OptionalInt.empty();
        return Optional.of(new RouteLimits(group.get(), limit, inAll.get(), withoutStore.get()));
    }

    /** Whatever is written under the key counts as a demand: one that cannot be read refuses the route. */
    private Optional<StepUp> stepUp(Optional<Access> access) {
        if (config.keys().stream().noneMatch(key -> key.startsWith("step-up"))) {
            return Optional.empty();
        }
        var acr = read.one("step-up.acr", level -> Optional.of(level).filter(StepUp::isLevel));
        var maxAge = read.one("step-up.max-age", RouteWords::duration);
        if (access.filter(Access.Public.class::isInstance).isPresent()) {
            read.refuse("step-up", "is not for a public route");
        }
        return acr.isEmpty() || maxAge.isEmpty() ? Optional.empty() : Optional.of(new StepUp(acr.get(), maxAge.get()));
    }

    private Answers answers() {
        var origins = Set.copyOf(read.any("cors-origins", RouteWords::origin));
        var cacheControl = read.has("cache-control")
                ? read.one("cache-control", RouteWords::cacheControl)
                : Optional.<String>empty();
        return new Answers(origins, cacheControl);
    }
}
