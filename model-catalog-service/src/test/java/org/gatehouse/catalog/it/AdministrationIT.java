package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.gatehouse.testing.catalog.ListServer;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static final JsonMapper JSON = new JsonMapper();
    private static TestIssuer issuer;
    private static ListServer upstream;
    private static RunningCatalog catalog;
    private static RunningCatalog replica;

    @BeforeAll
    static void start() {
        issuer = TestIssuer.start();
        upstream = new ListServer();
        upstream.json(priced("0.001"));
        catalog = running();
        replica = running();
        for (var each : new RunningCatalog[] {catalog, replica}) {
            each.until("/v1/models/vendor/one", each.userToken(), response -> response.statusCode() == 200);
        }
    }

    @AfterAll
    static void stop() {
        replica.close();
        catalog.close();
        upstream.close();
        issuer.close();
    }

    @Test
    void anAliasLeadsToItsModelOnEveryReplicaAndInTheFeed() {
        var set = catalog.call("PUT", "/admin/models/aliases/Nick/Name", "{\"model\":\"vendor/one\"}");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(set).path("alias").textValue()).isEqualTo("nick/name");
        assertThat(json(catalog.get("/v1/models/nick/NAME", catalog.userToken()))
                        .path("id")
                        .textValue())
                .isEqualTo("vendor/one");
        replica.until("/v1/models/nick/name", replica.userToken(), response -> response.statusCode() == 200);
        assertThat(catalog.get("/internal/models", catalog.feedToken()).body()).contains("nick/name");

        assertThat(catalog.call("DELETE", "/admin/models/aliases/nick/name", "").statusCode())
                .isEqualTo(204);
        assertThat(catalog.call("DELETE", "/admin/models/aliases/nick/name", "").statusCode())
                .isEqualTo(404);
        replica.until("/v1/models/nick/name", replica.userToken(), response -> response.statusCode() == 404);
    }

    @ParameterizedTest
    @CsvSource({
        "nick, no/such, 400",
        "vendor/two, vendor/one, 409",
        "VENDOR/Two, vendor/one, 409",
        "a%0Ab, vendor/one, 400"
    })
    void refusesAnAliasThatCouldNeverLeadThere(String alias, String model, int status) {
        var response = catalog.call("PUT", "/admin/models/aliases/" + alias, "{\"model\":\"" + model + "\"}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void aHiddenModelIsGoneForUsersAndRelaysUntilItIsShown() {
        assertThat(catalog.call("PUT", "/admin/models/hidden/vendor/two", "").statusCode())
                .isEqualTo(204);
        assertThat(catalog.get("/v1/models/vendor/two", catalog.userToken()).statusCode())
                .isEqualTo(404);
        assertThat(catalog.get("/internal/models", catalog.feedToken()).body()).doesNotContain("vendor/two");
        assertThat(catalog.call("GET", "/admin/models/hidden", "").body()).contains("vendor/two");

        assertThat(catalog.call("DELETE", "/admin/models/hidden/vendor/two", "").statusCode())
                .isEqualTo(204);
        assertThat(catalog.get("/v1/models/vendor/two", catalog.userToken()).statusCode())
                .isEqualTo(200);
        assertThat(catalog.call("DELETE", "/admin/models/hidden/vendor/two", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPriceHoldsFromItsTimeOnAndAllAreRemembered() {
        var later = Instant.now().plus(Duration.ofDays(1));
        var now = "{\"prompt\":\"0.5\",\"completion\":\"0.000000000000000001\"}";
        var tomorrow = "{\"prompt\":\"0.7\",\"completion\":\"0\",\"valid_from\":\"" + later + "\"}";

        assertThat(catalog.call("POST", "/admin/models/prices/vendor/two", now).statusCode())
                .isEqualTo(201);
        assertThat(catalog.call("POST", "/admin/models/prices/vendor/two", tomorrow)
                        .statusCode())
                .isEqualTo(201);

        var pricing =
                json(catalog.get("/v1/models/vendor/two", catalog.userToken())).path("pricing");
        assertThat(pricing.path("prompt").textValue()).isEqualTo("0.5");
        assertThat(pricing.path("completion").textValue()).isEqualTo("0.000000000000000001");
        var versions =
                json(catalog.call("GET", "/admin/models/prices/vendor/two", "")).path("data");
        assertThat(versions).hasSize(2);
        assertThat(versions.path(0).path("prompt").textValue()).isEqualTo("0.7");
    }

    @Test
    void aDescriptionGoesOverWhatTheSourceTellsAndLeavesTheRest() {
        var path = "/admin/models/descriptions/vendor/two";
        var set = catalog.call("PUT", path, """
                {"type":"embedding","architecture":{"input_modalities":["text","image"],"output_modalities":["text"]},
                "supported_parameters":["tools","seed"],"deprecated":true,"shutdown_date":"2027-01-31"}""");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(set))
                .isEqualTo(json(catalog.call("GET", "/admin/models/descriptions", ""))
                        .path("data")
                        .path(0));
        for (var each : new RunningCatalog[] {catalog, replica}) {
            var model = json(each.until(
                    "/v1/models/vendor/two",
                    each.userToken(),
                    response -> response.body().contains("image")));
            assertThat(model.path("architecture").path("input_modalities").toString())
                    .isEqualTo("[\"text\",\"image\"]");
            assertThat(model.path("supported_parameters").toString()).isEqualTo("[\"tools\",\"seed\"]");
            assertThat(model.path("type").textValue()).isEqualTo("embedding");
            assertThat(model.path("status").textValue()).isEqualTo("deprecated");
            assertThat(model.path("shutdown_date").textValue()).isEqualTo("2027-01-31");
            assertThat(model.path("context_length").intValue()).isEqualTo(4096);
        }

        assertThat(catalog.call("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(catalog.call("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(json(catalog.get("/v1/models/vendor/two", catalog.userToken()))
                        .fieldNames())
                .toIterable()
                .doesNotContain("architecture", "supported_parameters", "shutdown_date", "health");
        assertThat(json(catalog.get("/v1/models/vendor/two", catalog.userToken()))
                        .path("type")
                        .textValue())
                .isEqualTo("chat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"context_length\":0} | context_length",
                "{\"type\":\"guess\"} | type",
                "{\"architecture\":{\"input_modalities\":[],\"output_modalities\":[\"text\"]}} | architecture",
                "{\"architecture\":{\"input_modalities\":[\"text\"]}} | architecture",
                "{\"supported_parameters\":[\"Tools!\"]} | supported_parameters",
                "{\"supported_parameters\":[null]} | supported_parameters",
                "{\"shutdown_date\":\"2027-01-31\"} | shutdown_date",
                "{\"deprecated\":true,\"shutdown_date\":\"soon\"} | shutdown_date",
                "{\"modality\":\"text\"} | modality"
            })
    void refusesWhatIsNoDescriptionAndNamesTheField(String body, String field) {
        var response = catalog.call("PUT", "/admin/models/descriptions/vendor/two", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":\"-1\",\"completion\":\"0\"}",
                "{\"prompt\":\"2\",\"completion\":\"0\"}",
                "{\"prompt\":\"x\",\"completion\":\"0\"}",
                "{\"prompt\":\"0\"}",
                "{\"prompt\":\"0\",\"completion\":\"0\",\"unknown\":1}",
                "[]",
                "nonsense"
            })
    void refusesWhatIsNoPrice(String body) {
        assertThat(catalog.call("POST", "/admin/models/prices/vendor/two", body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aHeldPriceIsShownAsAnAlarmAndTakenWhenAnOperatorAccepts() {
        upstream.json(priced("0.5"));
        try {
            var held = json(catalog.call("POST", "/admin/models/sources/default/refresh", "{}"));
            assertThat(held.path("alarms")).hasSize(1);
            assertThat(json(catalog.get("/v1/models/vendor/one", catalog.userToken()))
                            .path("pricing")
                            .path("prompt")
                            .textValue())
                    .isEqualTo("0.001");

            var taken = json(catalog.call("POST", "/admin/models/sources/default/refresh", "{\"accept_held\":true}"));
            assertThat(taken.path("alarms")).isEmpty();
            assertThat(json(catalog.get("/v1/models/vendor/one", catalog.userToken()))
                            .path("pricing")
                            .path("prompt")
                            .textValue())
                    .isEqualTo("0.5");
        } finally {
            upstream.json(priced("0.001"));
            catalog.call("POST", "/admin/models/sources/default/refresh", "{\"accept_held\":true}");
        }
    }

    @Test
    void showsHowSourcesFare() {
        var sources = json(catalog.call("GET", "/admin/models/sources", "")).path("data");

        assertThat(sources).hasSize(1);
        assertThat(sources.path(0).path("upstream").textValue()).isEqualTo("default");
        assertThat(sources.path(0).path("models").intValue()).isEqualTo(2);
        assertThat(sources.path(0).path("answered_at").isTextual()).isTrue();
        assertThat(catalog.call("POST", "/admin/models/sources/none/refresh", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/models/sources",
                "/admin/models/aliases",
                "/admin/models/hidden",
                "/admin/models/descriptions",
                "/admin/models/prices/vendor/two"
            })
    void isForAdministratorsOnly(String path) {
        assertThat(catalog.get(path, catalog.userToken()).statusCode()).isEqualTo(403);
        assertThat(catalog.get(path, "").statusCode()).isEqualTo(401);
        assertThat(catalog.get(path, catalog.feedToken()).statusCode()).isEqualTo(401);
    }

    private static RunningCatalog running() {
        var address = upstream.url("/v1").toString();
        return new RunningCatalog(issuer, DATABASE, Map.of("gatehouse.upstreams.default.base-url", address));
    }

    private static String priced(String price) {
        return """
                {"data":[{"id":"vendor/one","pricing":{"prompt":"%s","completion":"0"}},{"id":"vendor/two","context_length":4096}]}""".formatted(price);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }
}
