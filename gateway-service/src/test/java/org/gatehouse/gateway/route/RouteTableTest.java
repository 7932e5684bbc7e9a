package org.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.upstream.Retries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    private static final Set<String> SERVICES = Set.of("auth-service", "model-catalog-service");

    private static RouteConfig route(
            String name,
            @Nullable List<String> methods,
            List<String> paths,
            @Nullable String service,
            @Nullable String access) {
        var settings = new HashMap<String, List<String>>();
        settings.put("paths", paths);
        if (methods != null) {
            settings.put("methods", methods);
        }
        if (service != null) {
            settings.put("service", List.of(service));
        }
        if (access != null) {
            settings.put("access", List.of(access));
        }
        return new RouteConfig(name, settings);
    }

    private static RouteTable.Built built(RouteConfig... routes) {
        return RouteTable.of(List.of(routes), SERVICES, List.of());
    }

    private static RouteTable table(RouteConfig... routes) {
        if (built(routes) instanceof RouteTable.Built.Whole(var table)) {
            return table;
        }
        throw new AssertionError(built(routes).toString());
    }

    private static AbstractStringAssert<?> assertThatReasons(RouteConfig... routes) {
        assertThat(built(routes)).isInstanceOf(RouteTable.Built.Refused.class);
        return assertThat(built(routes).toString());
    }

    @Test
    void namesAWrongValueOnceAndAsItWasSet() {
        var first = route("one", List.of("GET"), List.of("/one"), "auth-service", "read");
        var second = route("two", List.of("GET"), List.of("/two"), "auth-service", "read");
        var variables = Map.of("limit", "GATEHOUSE_LIMIT_LOGIN");

        assertThat(built(
                        new RouteConfig("one", first.with("limit", "abc").settings(), variables),
                        new RouteConfig("two", second.with("limit", "abc").settings(), variables)))
                .isEqualTo(new RouteTable.Built.Refused(List.of("GATEHOUSE_LIMIT_LOGIN: 'abc' is not allowed here;"
                        + " it must be a whole number of requests a minute, where 0 is no limit")));
    }

    @Test
    void saysWhatIsAllowedInEverySettingThatHasABadValue() {
        for (var key : List.of(
                "hosts",
                "rewrite",
                "body-limit",
                "inflate",
                "head-timeout",
                "retry.attempts",
                "retry.on",
                "limit",
                "limit-group",
                "limit-without-store",
                "basic-authorization",
                "upgrade",
                "cors-origins",
                "cache-control",
                "access",
                "service",
                "methods",
                "paths")) {
            var good = route("one", List.of("GET"), List.of("/one"), "auth-service", "read");
            assertThatReasons(good.with(key, "?!")).contains("gatehouse.routes.one." + key + ": '?!' is not allowed");
        }
    }

    @Nested
    class Matching {

        private final RouteTable table = table(
                route("read", List.of("GET"), List.of("/keys", "/keys/{id}"), "auth-service", "read"),
                route("drop", List.of("DELETE"), List.of("/keys/{id}"), "auth-service", "write"),
                route("login", List.of("POST"), List.of("/login"), "auth-service", "public"));

        @Test
        void findsTheRouteOfAMethodAndAPath() {
            assertThat(table.match("DELETE", null, "/keys/1"))
                    .isInstanceOfSatisfying(RouteMatch.Proxied.class, found -> {
                        assertThat(found.route().name()).isEqualTo("drop");
                        assertThat(found.route().access()).isEqualTo(Access.Requires.permission(Permission.WRITE));
                    });
            assertThat(table.match("POST", null, "/login"))
                    .isInstanceOfSatisfying(
                            RouteMatch.Proxied.class,
                            found -> assertThat(found.route().access()).isEqualTo(new Access.Public()));
        }

        @Test
        void answersHeadWhereItAnswersGet() {
            assertThat(table.match("HEAD", null, "/keys")).isEqualTo(table.match("GET", null, "/keys"));
        }

        @Test
        void namesTheMethodsOfAKnownPath() {
            assertThat(table.match("PUT", null, "/keys/1"))
                    .isEqualTo(new RouteMatch.MethodNotAllowed(List.of("DELETE", "GET", "HEAD")));
            assertThat(table.match("POST", null, "/health"))
                    .isEqualTo(new RouteMatch.MethodNotAllowed(List.of("GET", "HEAD")));
        }

        @Test
        void knowsItsOwnPagesAndNothingElse() {
            assertThat(table.match("GET", null, "/")).isEqualTo(new RouteMatch.Page("page-index", new Access.Public()));
            assertThat(table.match("GET", null, "/docs/start.js"))
                    .isEqualTo(new RouteMatch.Page("page-docs", new Access.Public()));
            for (var path : List.of("/internal/revocations", "/internal", "/metrics", "/health/liveness", "/login/")) {
                assertThat(table.match("GET", null, path)).as(path).isEqualTo(new RouteMatch.Unknown());
            }
        }
    }

    @Test
    void welcomesEncodedSlashesWhereARouteTakesAnyNumberOfSegments() {
        var table = table(route("m", List.of("GET"), List.of("/m", "/m/**", "/n/{id}/**"), "auth-service", "read"));
        assertThat(table.welcomesEncodedSlash("/m/a%2Fb")).isTrue();
        assertThat(table.normal("/m/a%2Fb")).contains("/m/a/b");
        for (var path : List.of("/m%2Fa", "/n/a%2Fb", "/docs/a%2Fb")) {
            assertThat(table.welcomesEncodedSlash(path)).as(path).isFalse();
        }
    }

    @Nested
    class Refusal {

        @Test
        void namesTheKeyOfEveryFaultAtOnce() {
            assertThatReasons(
                            route("a", List.of("FETCH"), List.of("/a"), "auth-service", "read"),
                            route("b", null, List.of("/b"), "nobody", "everything"),
                            route("c", List.of("GET"), List.of("/x/../c"), null, "public"))
                    .contains("gatehouse.routes.a.methods: 'FETCH'")
                    .contains("gatehouse.routes.b.methods: is missing")
                    .contains("gatehouse.routes.b.service: 'nobody'")
                    .contains("gatehouse.routes.b.access: 'everything'")
                    .contains("gatehouse.routes.c.paths: '/x/../c'")
                    .contains("gatehouse.routes.c.service: is missing");
        }

        @Test
        void meetsInternalPathsHoweverTheyAreWritten() {
            for (var path : List.of("/internal/x", "/internal", "/{any}/x", "/**", "/internal/**")) {
                assertThatReasons(route("a", List.of("GET"), List.of(path), "auth-service", "public"))
                        .as(path)
                        .contains("gatehouse.routes.a.paths");
            }
        }

        @Test
        void meetsTwoRoutesForOneMethodAndPath() {
            assertThatReasons(
                            route("a", List.of("GET"), List.of("/a/{id}"), "auth-service", "read"),
                            route("b", List.of("GET"), List.of("/a/{name}"), "auth-service", "public"))
                    .contains("gatehouse.routes.b");
        }

        @Test
        void meetsARouteThatWouldHideAPageOfTheEdge() {
            assertThatReasons(route("a", List.of("GET"), List.of("/health"), "auth-service", "public"))
                    .contains("gatehouse.routes.a");
        }

        @Test
        void meetsLimitsThatAreNone() {
            var config = route("a", List.of("GET"), List.of("/a"), "auth-service", "read")
                    .with("body-limit", "-1")
                    .with("head-timeout", "0s")
                    .with("idle-timeout", "soon")
                    .with("total-timeout", "-5s")
                    .with("basic-authorization", "perhaps")
                    .with("limit", "many")
                    .with("limit-group", "No Name")
                    .with("limit-in-all", "-1")
                    .with("limit-without-store", "hope")
                    .with("step-up.acr", "3")
                    .with("step-up.amr", "otp")
                    .with("cors-origins", "*", "https://App.example", "null", "https://app.example/")
                    .with("hosts", "a_b")
                    .with("cache-control", "no store")
                    .with("retry.attempts", "10")
                    .with("retry.on", "connect", "timeout")
                    .with("retry.budget", "1")
                    .with("upgrade", "h2c")
                    .with("bodylimit", "4KB");
            assertThatReasons(config)
                    .contains("gatehouse.routes.a.body-limit: '-1'")
                    .contains("gatehouse.routes.a.head-timeout: '0s'")
                    .contains("gatehouse.routes.a.idle-timeout: 'soon'")
                    .contains("gatehouse.routes.a.total-timeout: '-5s'")
                    .contains("gatehouse.routes.a.basic-authorization: 'perhaps'")
                    .contains("gatehouse.routes.a.limit: 'many'")
                    .contains("gatehouse.routes.a.limit-group: 'No Name'")
                    .contains("gatehouse.routes.a.limit-in-all: '-1'")
                    .contains("gatehouse.routes.a.limit-without-store: 'hope'")
                    .contains("gatehouse.routes.a.step-up.acr: '3'")
                    .contains("gatehouse.routes.a.step-up.max-age: is missing")
                    .contains("gatehouse.routes.a.step-up.amr: is no setting of a route")
                    .contains("gatehouse.routes.a.cors-origins: '*'")
                    .contains("gatehouse.routes.a.cors-origins: 'https://App.example'")
                    .contains("gatehouse.routes.a.cors-origins: 'null'")
                    .contains("gatehouse.routes.a.cors-origins: 'https://app.example/'")
                    .contains("gatehouse.routes.a.hosts: 'a_b'")
                    .contains("gatehouse.routes.a.cache-control: 'no store'")
                    .contains("gatehouse.routes.a.retry.attempts: '10'")
                    .contains("gatehouse.routes.a.retry.on: 'timeout'")
                    .contains("gatehouse.routes.a.retry.budget: is no setting of a route")
                    .contains("gatehouse.routes.a.upgrade: 'h2c'")
                    .contains("gatehouse.routes.a.bodylimit: is no setting of a route");
        }

        @Test
        void meetsAWebSocketThatNoHandshakeCouldOpen() {
            assertThatReasons(route("a", List.of("POST"), List.of("/a"), "auth-service", "read")
                            .with("upgrade", "websocket"))
                    .contains("gatehouse.routes.a.upgrade: is only for a route that takes GET");
        }

        @Test
        void meetsARewriteOfWhatAClientChooses() {
            var parameter = route("a", List.of("GET"), List.of("/a/{id}"), "auth-service", "read");
            assertThatReasons(parameter.with("rewrite", "/b")).contains("gatehouse.routes.a.rewrite");
            for (var to : List.of("/internal", "/internal/x", "/", "/b/{id}", "b", "/b/..")) {
                assertThatReasons(route("a", List.of("GET"), List.of("/a/**"), "auth-service", "read")
                                .with("rewrite", to))
                        .as(to)
                        .contains("gatehouse.routes.a.rewrite");
            }
        }
    }

    @Nested
    class Further {

        private String target(RouteTable table, String host, String path) {
            return table.match("GET", host, path) instanceof RouteMatch.Proxied proxied
                    ? proxied.route().name() + " " + proxied.target(path)
                    : table.match("GET", host, path).getClass().getSimpleName();
        }

        @Test
        void rewritesTheBeginningOfAPath() {
            var table = table(
                    route("a", List.of("GET"), List.of("/old", "/old/**"), "auth-service", "read")
                            .with("rewrite", "/new/api"),
                    route("b", List.of("GET"), List.of("/new/**"), "auth-service", "read"));
            assertThat(target(table, "any", "/old")).isEqualTo("a /new/api");
            assertThat(target(table, "any", "/old/x/y")).isEqualTo("a /new/api/x/y");
            assertThat(target(table, "any", "/new/x")).isEqualTo("b /new/x");
        }

        @Test
        void prefersTheRouteOfTheHost() {
            var table = table(
                    route("any", List.of("GET"), List.of("/a", "/b"), "auth-service", "read"),
                    route("one", List.of("GET"), List.of("/a", "/c", "/health/x"), "auth-service", "read")
                            .with("hosts", "one.example", "uno.example"));
            assertThat(target(table, "One.example:8080", "/a")).isEqualTo("one /a");
            assertThat(target(table, "uno.example", "/c")).isEqualTo("one /c");
            assertThat(target(table, "one.example", "/b")).isEqualTo("any /b");
            assertThat(target(table, "two.example", "/a")).isEqualTo("any /a");
            assertThat(target(table, "two.example", "/c")).isEqualTo("Unknown");
        }

        private Route only(RouteConfig config) {
            return table(config).rows().getFirst().route();
        }

        @Test
        void takesRetriesAndWebSocketsAsTheyAreWritten() {
            var plain = route("a", List.of("GET"), List.of("/a"), "auth-service", "read");

            assertThat(only(plain).limits().retries()).isEqualTo(Retries.DEFAULT);
            assertThat(only(plain).webSocket()).isFalse();
            assertThat(only(plain.with("retry.attempts", "1").with("retry.on", "connect"))
                            .limits()
                            .retries())
                    .isEqualTo(new Retries(1, true, false));
            assertThat(only(plain.with("retry.on", "no-answer")).limits().retries())
                    .isEqualTo(new Retries(3, false, true));
            assertThat(only(plain.with("upgrade", "websocket")).webSocket()).isTrue();
        }

        @Test
        void takesSeveralPermissionsOrAnyCredential() {
            assertThat(Access.parse("read, write"))
                    .contains(new Access.Requires(Set.of(Permission.READ, Permission.WRITE)));
            assertThat(Access.parse("authenticated")).contains(new Access.Requires(Set.of()));
            assertThat(Access.parse("read,everything")).isEmpty();
        }
    }
}
