package org.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.kit.token.Permission;
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
        return new RouteConfig(
                name, methods, paths, service, access, null, null, null, null, null, null, null, null, null, null);
    }

    private static RouteTable table(RouteConfig... routes) {
        return new RouteTable(List.of(routes), SERVICES);
    }

    @Nested
    class Matching {

        private final RouteTable table = table(
                route("read", List.of("GET"), List.of("/keys", "/keys/{id}"), "auth-service", "read"),
                route("drop", List.of("DELETE"), List.of("/keys/{id}"), "auth-service", "write"),
                route("login", List.of("POST"), List.of("/login"), "auth-service", "public"));

        @Test
        void findsTheRouteOfAMethodAndAPath() {
            assertThat(table.match("DELETE", "/keys/1")).isInstanceOfSatisfying(RouteMatch.Proxied.class, found -> {
                assertThat(found.route().name()).isEqualTo("drop");
                assertThat(found.route().access()).isEqualTo(new Access.Requires(Permission.WRITE));
            });
            assertThat(table.match("POST", "/login"))
                    .isInstanceOfSatisfying(
                            RouteMatch.Proxied.class,
                            found -> assertThat(found.route().access()).isEqualTo(new Access.Public()));
        }

        @Test
        void answersHeadWhereItAnswersGet() {
            assertThat(table.match("HEAD", "/keys")).isEqualTo(table.match("GET", "/keys"));
        }

        @Test
        void namesTheMethodsOfAKnownPath() {
            assertThat(table.match("PUT", "/keys/1"))
                    .isEqualTo(new RouteMatch.MethodNotAllowed(List.of("DELETE", "GET", "HEAD")));
            assertThat(table.match("POST", "/health"))
                    .isEqualTo(new RouteMatch.MethodNotAllowed(List.of("GET", "HEAD")));
        }

        @Test
        void knowsItsOwnPagesAndNothingElse() {
            assertThat(table.match("GET", "/")).isEqualTo(new RouteMatch.Page("page-index"));
            assertThat(table.match("GET", "/docs/start.js")).isEqualTo(new RouteMatch.Page("page-docs"));
            for (var path :
                    List.of("/internal/revocations", "/internal", "/prometheus", "/health/liveness", "/login/")) {
                assertThat(table.match("GET", path)).as(path).isEqualTo(new RouteMatch.Unknown());
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
            assertThatThrownBy(() -> table(
                            route("a", List.of("FETCH"), List.of("/a"), "auth-service", "read"),
                            route("b", null, List.of("/b"), "nobody", "everything"),
                            route("c", List.of("GET"), List.of("/x/../c"), null, "public")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("gatehouse.routes.a.methods: 'FETCH'")
                    .hasMessageContaining("gatehouse.routes.b.methods: is missing")
                    .hasMessageContaining("gatehouse.routes.b.service: 'nobody'")
                    .hasMessageContaining("gatehouse.routes.b.access: 'everything'")
                    .hasMessageContaining("gatehouse.routes.c.paths: '/x/../c'")
                    .hasMessageContaining("gatehouse.routes.c.service: is missing");
        }

        @Test
        void meetsInternalPathsHoweverTheyAreWritten() {
            for (var path : List.of("/internal/x", "/internal", "/{any}/x", "/**", "/internal/**")) {
                assertThatThrownBy(() -> table(route("a", List.of("GET"), List.of(path), "auth-service", "public")))
                        .as(path)
                        .hasMessageContaining("gatehouse.routes.a.paths");
            }
        }

        @Test
        void meetsTwoRoutesForOneMethodAndPath() {
            assertThatThrownBy(() -> table(
                            route("a", List.of("GET"), List.of("/a/{id}"), "auth-service", "read"),
                            route("b", List.of("GET"), List.of("/a/{name}"), "auth-service", "public")))
                    .hasMessageContaining("gatehouse.routes.b");
        }

        @Test
        void meetsARouteThatWouldHideAPageOfTheEdge() {
            assertThatThrownBy(() -> table(route("a", List.of("GET"), List.of("/health"), "auth-service", "public")))
                    .hasMessageContaining("gatehouse.routes.a");
        }

        @Test
        void meetsLimitsThatAreNone() {
            var config = new RouteConfig(
                    "a",
                    List.of("GET"),
                    List.of("/a"),
                    "auth-service",
                    "read",
                    "-1",
                    "0s",
                    "soon",
                    "-5s",
                    "perhaps",
                    "many",
                    "No Name",
                    "-1",
                    "hope",
                    Map.of("acr", "3", "amr", "otp"));
            assertThatThrownBy(() -> table(config))
                    .hasMessageContaining("gatehouse.routes.a.body-limit: '-1'")
                    .hasMessageContaining("gatehouse.routes.a.head-timeout: '0s'")
                    .hasMessageContaining("gatehouse.routes.a.idle-timeout: 'soon'")
                    .hasMessageContaining("gatehouse.routes.a.total-timeout: '-5s'")
                    .hasMessageContaining("gatehouse.routes.a.basic-authorization: 'perhaps'")
                    .hasMessageContaining("gatehouse.routes.a.limit: 'many'")
                    .hasMessageContaining("gatehouse.routes.a.limit-group: 'No Name'")
                    .hasMessageContaining("gatehouse.routes.a.limit-in-all: '-1'")
                    .hasMessageContaining("gatehouse.routes.a.limit-without-store: 'hope'")
                    .hasMessageContaining("gatehouse.routes.a.step-up.acr: '3'")
                    .hasMessageContaining("gatehouse.routes.a.step-up.max-age: is missing")
                    .hasMessageContaining("gatehouse.routes.a.step-up: takes acr and max-age only");
        }
    }
}
