package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.testing.issuer.EdgeCaller;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call the catalogue: users by the edge, services for themselves. */
final class EdgeTokenIT {

    private static final String SERVICE = "model-catalog-service";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(ISSUER, DATABASE, Map.of());
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    static Stream<EdgeCaller> callers() {
        var user = ISSUER.userToken(UUID.randomUUID(), "read");
        var key = ISSUER.keyToken(UUID.randomUUID(), UUID.randomUUID(), "read");
        return EdgeCaller.of(ISSUER, SERVICE, user, key).stream();
    }

    @ParameterizedTest
    @MethodSource("callers")
    void opensEachPathToItsCallers(EdgeCaller caller) {
        assertThat(status(caller, "/v1/models")).isEqualTo(caller.asUser() ? 200 : 401);
        assertThat(status(caller, "/internal/models")).isEqualTo(caller.asService() ? 200 : 401);
    }

    @Test
    void refusesARevokedKey() {
        var key = UUID.randomUUID();
        var token = ISSUER.keyToken(UUID.randomUUID(), key, "read");
        assertThat(catalog.get("/v1/models", token).statusCode()).isEqualTo(200);
        ISSUER.revoke("key", key);

        assertThat(catalog.until("/v1/models", token, answer -> answer.statusCode() == 401)
                        .body())
                .startsWith("{\"error\"");
    }

    private static int status(EdgeCaller caller, String path) {
        return catalog.sendPlain(
                        caller.on(HttpRequest.newBuilder(catalog.at(path))).build())
                .statusCode();
    }
}
