package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What relays report, and what callers are told of it. */
class HealthIT {

    private static final String MODEL = "/v1/models/gatehouse/echo";
    private static final Map<String, String> SETTINGS = Map.of("gatehouse.catalog.health.silence", "3s");

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static TestIssuer issuer;
    private static RunningCatalog catalog;
    private static RunningCatalog replica;

    @BeforeAll
    static void start() {
        issuer = TestIssuer.start();
        catalog = new RunningCatalog(issuer, DATABASE, SETTINGS);
        replica = new RunningCatalog(issuer, DATABASE, SETTINGS);
    }

    @AfterAll
    static void stop() {
        replica.close();
        catalog.close();
        issuer.close();
    }

    @Test
    void aReportIsToldOnEveryReplicaUntilItsRelayFallsSilent() {
        assertThat(report(UUID.randomUUID(), line("down", ",\"time_to_first_token_ms\":420"))
                        .statusCode())
                .isEqualTo(204);

        for (var each : new RunningCatalog[] {catalog, replica}) {
            each.until(
                    MODEL, each.userToken(), response -> response.body().contains("\"health\":{\"status\":\"down\"}"));
        }
        for (var each : new RunningCatalog[] {catalog, replica}) {
            each.until(MODEL, each.userToken(), response -> !response.body().contains("health"));
        }
    }

    @Test
    void severalRelaysAreMergedAndOneThatTakesItBackIsHeard() {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        report(one, line("healthy", ",\"time_to_first_token_ms\":100"));
        report(other, line("down", ""));
        assertThat(told()).contains("\"health\":{\"status\":\"degraded\",\"time_to_first_token_ms\":100}");

        report(one, line("healthy", ",\"time_to_first_token_ms\":100"));
        report(other, "");
        assertThat(told()).contains("\"health\":{\"status\":\"healthy\",\"time_to_first_token_ms\":100}");
        report(one, "");
    }

    @Test
    void theSameReportOnceMoreLeavesTheBytesAndAnotherChangesThemForCallersButNotForRelays() {
        var relay = UUID.randomUUID();
        report(relay, line("healthy", ""));
        var held = etag("/v1/models", catalog.userToken());
        var feed = etag("/internal/models", catalog.feedToken());

        report(relay, line("healthy", ""));
        assertThat(catalog.get("/v1/models", catalog.userToken(), "If-None-Match", held)
                        .statusCode())
                .isEqualTo(304);

        report(relay, line("degraded", ""));
        assertThat(catalog.get("/v1/models", catalog.userToken(), "If-None-Match", held)
                        .statusCode())
                .isEqualTo(200);
        assertThat(etag("/internal/models", catalog.feedToken())).isEqualTo(feed);
        report(relay, "");
    }

    @Test
    void aReportThatAnotherVersionWroteIsLeftOutAndStopsNothing() throws SQLException {
        write("{\"targets\":[],\"of\":\"tomorrow\"}");
        write("{\"targets\":[{\"upstream\":\"echo\",\"upstream_model\":\"gatehouse/echo\",\"status\":\"splendid\"}]}");
        var relay = UUID.randomUUID();
        report(relay, line("down", ""));

        replica.until(MODEL, replica.userToken(), response -> response.body().contains("\"status\":\"down\"}"));
        report(relay, "");
    }

    private static void write(String report) throws SQLException {
        try (var connection = DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
                var statement = connection.prepareStatement(
                        "insert into relay_report (relay, report, reported_at) values (?, ?, now())")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, report);
            statement.executeUpdate();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"targets\":[{\"upstream\":\"echo\",\"upstream_model\":\"gatehouse/echo\",\"status\":\"fine\"}]}",
                "{\"targets\":[{\"upstream\":\"echo\",\"upstream_model\":\"gatehouse/echo\",\"status\":\"down\","
                        + "\"time_to_first_token_ms\":-1}]}",
                "{\"targets\":[{\"status\":\"down\"}]}",
                "{\"targets\":[null]}",
                "[]",
                "nonsense"
            })
    void refusesAReportThatMakesNoSense(String body) {
        assertThat(put(UUID.randomUUID().toString(), catalog.feedToken(), body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAReportOfMoreTargetsThanThereMayBe() {
        var lines = line("healthy", "") + ("," + line("healthy", "")).repeat(10_000);

        assertThat(report(UUID.randomUUID(), lines).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyARelayMayReport() {
        var id = UUID.randomUUID().toString();
        var body = "{\"targets\":[]}";

        assertThat(put(id, catalog.userToken(), body).statusCode()).isEqualTo(401);
        assertThat(put(id, catalog.adminToken(), body).statusCode()).isEqualTo(401);
        assertThat(put(id, issuer.serviceToken("chat-relay-service", "auth-service"), body)
                        .statusCode())
                .isEqualTo(401);
        assertThat(put(id, issuer.serviceToken("gateway-service", "model-catalog-service"), body)
                        .statusCode())
                .isEqualTo(403);
        assertThat(put("not-an-id", catalog.feedToken(), body).statusCode()).isEqualTo(400);
    }

    private static String told() {
        return catalog.get(MODEL, catalog.userToken()).body();
    }

    private static String etag(String path, String token) {
        return catalog.get(path, token).headers().firstValue("etag").orElseThrow();
    }

    private static String line(String status, String more) {
        return "{\"upstream\":\"echo\",\"upstream_model\":\"gatehouse/echo\",\"status\":\"" + status + "\"" + more
                + "}";
    }

    private static HttpResponse<String> report(UUID relay, String lines) {
        return put(relay.toString(), catalog.feedToken(), "{\"targets\":[" + lines + "]}");
    }

    private static HttpResponse<String> put(String relay, String token, String body) {
        return catalog.send(HttpRequest.newBuilder(catalog.at("/internal/models/health/" + relay))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
