package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.testing.catalog.ListServer;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefreshIT {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migratedBy("db/migration");

    private TestIssuer issuer;
    private ListServer upstream;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
        upstream = new ListServer();
    }

    @AfterEach
    void stop() {
        upstream.close();
        issuer.close();
    }

    @Test
    void servesWhatItHasWhileAnUpstreamIsDownAndTheRestWhenItIsBack() {
        upstream.status(500);
        try (var catalog = catalog()) {
            assertThat(catalog.get("/v1/models/gatehouse/echo", catalog.userToken())
                            .statusCode())
                    .isEqualTo(200);

            upstream.json("{\"data\":[{\"id\":\"late\"}]}");

            catalog.until("/v1/models/late", catalog.userToken(), response -> response.statusCode() == 200);
        }
    }

    @Test
    void takesUpAChangeAndChangesTheEtag() {
        upstream.json("{\"data\":[{\"id\":\"first\"}]}");
        try (var catalog = catalog()) {
            var before = catalog.until(
                    "/v1/models",
                    catalog.userToken(),
                    response -> response.body().contains("first"));

            upstream.json("{\"data\":[{\"id\":\"second\"}]}");

            var after = catalog.until(
                    "/v1/models",
                    catalog.userToken(),
                    response -> response.body().contains("second"));
            assertThat(after.body()).doesNotContain("first");
            assertThat(after.headers().firstValue("etag"))
                    .isNotEqualTo(before.headers().firstValue("etag"));
        }
    }

    @Test
    void keepsTheLastGoodListThroughEveryKindOfBadOne() {
        upstream.json("{\"data\":[{\"id\":\"good\",\"pricing\":{\"prompt\":\"0.001\",\"completion\":\"0.002\"}}]}");
        try (var catalog = catalog()) {
            var good = catalog.until("/v1/models/good", catalog.userToken(), response -> response.statusCode() == 200);

            for (var bad : badLists().entrySet()) {
                upstream.script(bad.getValue());
                awaitTwoMoreQuestions();
                assertThat(catalog.get("/v1/models/good", catalog.userToken()).body())
                        .as(bad.getKey())
                        .isEqualTo(good.body());
            }
            assertThat(catalog.get("/v1/models", catalog.userToken()).body()).doesNotContain("evil");
        }
    }

    private static Map<String, ListServer.Script> badLists() {
        var lists = new LinkedHashMap<String, ListServer.Script>();
        lists.put("a page", json("<html>503</html>"));
        lists.put("nothing", json(""));
        lists.put("an empty list", json("{\"data\":[]}"));
        lists.put("cut off", json("{\"data\":[{\"id\":\"good\"},{\"id\":\"ev"));
        lists.put("two documents", json("{\"data\":[{\"id\":\"evil\"}]} {\"data\":[]}"));
        lists.put("a name twice", json("{\"data\":[{\"id\":\"good\"}],\"data\":[{\"id\":\"evil\"}]}"));
        lists.put("too deep", json("[".repeat(5_000)));
        lists.put("too many", json("{\"data\":[" + "{\"id\":\"evil\"},".repeat(10_000) + "{\"id\":\"evil\"}]}"));
        lists.put("too large", json("{\"data\":[{\"id\":\"evil\"}],\"x\":\"" + "a".repeat(5 * 1024 * 1024) + "\"}"));
        lists.put("a price below zero", priced("-1"));
        lists.put("a price of nothing", priced("0"));
        lists.put("a price beyond reason", priced("0.9"));
        lists.put("a price that is no number", priced("NaN"));
        lists.put("a number to eat memory", priced("1e999999999"));
        lists.put("a price that is gone", json("{\"data\":[{\"id\":\"good\"}]}"));
        lists.put("two prices", json("""
                {"data":[{"id":"good"},{"id":"good","pricing":{"prompt":"0","completion":"0"}}]}"""));
        lists.put("a redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/v1/models");
            exchange.sendResponseHeaders(302, -1);
        });
        lists.put("an error", exchange -> exchange.sendResponseHeaders(500, -1));
        return lists;
    }

    private static ListServer.Script priced(String price) {
        return json(
                "{\"data\":[{\"id\":\"good\",\"pricing\":{\"prompt\":\"" + price + "\",\"completion\":\"0.002\"}}]}");
    }

    private static ListServer.Script json(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Test
    void servesTheLastGoodListAfterARestartWhileTheUpstreamIsDown() {
        upstream.json("{\"data\":[{\"id\":\"kept\",\"created\":9007199254740993}]}");
        String before;
        try (var catalog = catalog()) {
            before = catalog.until("/v1/models/kept", catalog.userToken(), response -> response.statusCode() == 200)
                    .body();
        }
        upstream.status(503);

        try (var catalog = catalog()) {
            assertThat(catalog.get("/v1/models/kept", catalog.userToken()).body())
                    .isEqualTo(before);
        }
    }

    @Test
    void usesNoCopyOfAnotherAddressesList() {
        upstream.json("{\"data\":[{\"id\":\"kept\"}]}");
        try (var catalog = catalog()) {
            catalog.until("/v1/models/kept", catalog.userToken(), response -> response.statusCode() == 200);
        }
        upstream.status(503);

        var elsewhere = Map.of(
                "gatehouse.upstreams.default.base-url", upstream.url("/v2").toString());
        try (var catalog = new RunningCatalog(issuer, database, elsewhere)) {
            assertThat(catalog.get("/v1/models/kept", catalog.userToken()).statusCode())
                    .isEqualTo(404);
        }
    }

    /** The second question can only come after the answer to the first has been judged. */
    private void awaitTwoMoreQuestions() {
        var target = upstream.asked().size() + 2;
        var deadline = System.nanoTime() + 20_000_000_000L;
        while (upstream.asked().size() < target) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private RunningCatalog catalog() {
        return new RunningCatalog(
                issuer,
                database,
                Map.of(
                        "gatehouse.upstreams.default.base-url",
                        upstream.url("/v1").toString()));
    }
}
