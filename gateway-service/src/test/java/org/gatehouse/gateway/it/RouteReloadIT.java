package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.gateway.fixture.Origin;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.gateway.route.ModuleRoute;
import org.gatehouse.gateway.route.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteReloadIT {

    @TempDir
    private Path folder;

    private RunningEdge edge;
    private String admin;

    private Path file() {
        return folder.resolve("gatehouse.yml");
    }

    private void write(String routes) throws IOException {
        Files.writeString(file(), "gatehouse:\n  routes:\n" + routes.indent(4));
    }

    @BeforeEach
    void start() throws IOException {
        write("""
                extra:
                  methods: [GET]
                  paths: [/extra]
                  service: model-catalog-service
                  access: public
                """);
        edge = RunningEdge.start(
                Map.of("gatehouse.config", file().toString(), "gatehouse.edge.route-file-poll", "20ms"));
        admin = edge.auth().issuer().userToken(UUID.randomUUID(), "read", "admin");
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private int get(String path) {
        return edge.send("GET", path).statusCode();
    }

    private String asAdmin(String method, String path) {
        return edge.send(method, path, "Authorization", "Bearer " + admin, "Content-Type", "application/json")
                .body();
    }

    @Test
    void namesTheVariableThatAWrongValueCameFrom() {
        assertThatThrownBy(() -> RunningEdge.start(Map.of("gatehouse.routes.login.limit", "${GATEHOUSE_LIMIT_X:abc}")))
                .hasStackTraceContaining("GATEHOUSE_LIMIT_X: 'abc' is not allowed here")
                .hasStackTraceContaining("a whole number");
    }

    @Test
    void swapsTheTableWhenTheFileChanges() throws IOException {
        assertThat(get("/extra")).isEqualTo(200);
        assertThat(get("/v1/models")).isEqualTo(401);
        write("""
                other:
                  methods: [GET]
                  paths: [/other/**]
                  rewrite: /extra
                  service: model-catalog-service
                  access: public
                models:
                  access: public
                """);
        Wait.until(() -> get("/other/x"), status -> status == 200);
        assertThat(edge.catalog().seen().getLast().target()).isEqualTo("/extra/x");
        assertThat(get("/extra")).isEqualTo(404);
        assertThat(get("/v1/models")).isEqualTo(200);
    }

    @Test
    void refusesABadFileWholeWithTheLineAndTheReasonAndKeepsTheOldTable() throws IOException {
        write("""
                new:
                  methods: [GET]
                  paths: [/new]
                  service: model-catalog-service
                  access: public
                extra:
                  methods: [GET, FETCH]
                  paths: [/extra]
                  service: nobody
                  access: public
                """);
        var refused = asAdmin("POST", "/admin/edge/routes/reload");
        assertThat(refused)
                .contains("\"swapped\":false")
                .contains("gatehouse.yml:9: gatehouse.routes.extra.methods: 'FETCH'")
                .contains("gatehouse.yml:11: gatehouse.routes.extra.service: 'nobody'");
        assertThat(get("/new")).isEqualTo(404);
        assertThat(get("/extra")).isEqualTo(200);

        Files.writeString(file(), "gatehouse:\n  routes:\n    a: [\n");
        assertThat(asAdmin("POST", "/admin/edge/routes/reload")).contains("gatehouse.yml:4: ");
        assertThat(get("/extra")).isEqualTo(200);
    }

    @Nested
    class Administration {

        @Test
        void isForAdministratorsOnly() {
            var user = edge.auth().issuer().userToken(UUID.randomUUID(), "read", "write", "execute");
            for (var path : List.of("/admin/edge/routes", "/admin/edge/explain?method=GET&path=/")) {
                assertThat(get(path)).isEqualTo(401);
                assertThat(edge.send("GET", path, "Authorization", "Bearer " + user)
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(edge.send("POST", "/admin/edge/routes/reload").statusCode())
                    .isEqualTo(401);
            var key = edge.auth().createKey("admin");
            assertThat(edge.send("GET", "/admin/edge/routes", "x-api-key", key.text())
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void printsTheWholeTable() {
            assertThat(asAdmin("GET", "/admin/edge/routes"))
                    .contains("\"name\":\"extra\"", "\"paths\":[\"/extra\"]", "\"name\":\"inference\"")
                    .contains("\"retry\":\"3 on connect, no-answer\"", "\"upgrade\":\"none\"");
            assertThat(asAdmin("GET", "/admin/edge/routes?format=text"))
                    .contains("admin, step-up to acr 2 within PT15M")
                    .containsPattern("(?m)^login +POST +auth-service +public .* /api/v1/auth/login$");
        }

        @Test
        void explainsWhatWouldBecomeOfARequest() {
            assertThat(asAdmin("GET", "/admin/edge/routes?format=xml"))
                    .contains("\"field\":\"format\"", "must be one of json, text");
            assertThat(asAdmin("GET", "/admin/edge/explain?method=GET&path=/v1/models&format=text"))
                    .contains("401 without a credential", "ok   route      models", "needs a credential with read");
            assertThat(asAdmin(
                            "GET",
                            "/admin/edge/explain?method=POST&path=/v1/chat/completions&permissions=read&format=text"))
                    .contains(": 403", "no   access     needs execute");
            assertThat(asAdmin("GET", "/admin/edge/explain?method=POST&path=/v1/chat/completions&permissions=execute"))
                    .contains(
                            "\"outcome\":\"forwarded\"",
                            "to chat-relay-service as /v1/chat/completions: 127.0.0.1:",
                            "3 on connect, no-answer");
            assertThat(asAdmin("GET", "/admin/edge/explain?method=PUT&path=/extra"))
                    .contains("\"outcome\":\"405\"", "GET, HEAD only");
            assertThat(asAdmin("GET", "/admin/edge/explain?method=GET&path=/nothing"))
                    .contains("\"outcome\":\"404\"");
            assertThat(asAdmin("GET", "/admin/edge/explain?method=GET&path=/admin/edge/routes&permissions=read"))
                    .contains("\"outcome\":\"403\"");
        }
    }

    @Nested
    class Modules {

        private final Origin origin = new Origin();

        @AfterEach
        void stopModule() {
            origin.close();
        }

        private Routes.Reloaded register(String name, String basePath) {
            return edge.bean(Routes.class)
                    .replaceModules(List.of(new ModuleRoute(
                            name, basePath, List.of(URI.create(origin.address().toString())), new Access.Public())));
        }

        @Test
        void areServedUnderTheirBasePathAndTheirName() {
            assertThat(register("notes", "/api/v1/notes")).isInstanceOf(Routes.Reloaded.Swapped.class);
            assertThat(get("/api/v1/notes/1")).isEqualTo(200);
            assertThat(get("/notes/2")).isEqualTo(200);
            assertThat(origin.seen())
                    .extracting(Origin.Seen::target)
                    .containsExactly("/api/v1/notes/1", "/api/v1/notes/2");
            assertThat(edge.bean(Routes.class).reload()).isInstanceOf(Routes.Reloaded.Swapped.class);
            assertThat(get("/notes/2")).isEqualTo(200);
            edge.bean(Routes.class).replaceModules(Set.of());
            assertThat(get("/notes/2")).isEqualTo(404);
        }

        @Test
        void takeNoPathThatIsSomebodyElses() {
            for (var path : List.of(
                    "/v1", "/v1/models", "/v1/models/x", "/api", "/internal/x", "/health", "/admin", "/docs/x", "/")) {
                assertThat(register("notes", path)).as(path).isInstanceOf(Routes.Reloaded.Refused.class);
            }
            for (var name : List.of("v1", "users", "internal", "Notes", "a/b", "..", "")) {
                assertThat(register(name, "/api/v1/notes")).as(name).isInstanceOf(Routes.Reloaded.Refused.class);
            }
            assertThat(get("/extra")).isEqualTo(200);
        }
    }
}
