package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

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

            for (var bad : new String[] {
                "<html>503</html>",
                "{\"data\":[]}",
                "{\"data\":[{\"id\":\"good\",\"pricing\":{\"prompt\":\"-1\",\"completion\":\"0\"}}]}",
                "{\"data\":[{\"id\":\"good\",\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}]}",
                "{\"data\":[{\"id\":\"good\"},{\"id\":\"good\",\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}]}"
            }) {
                upstream.json(bad);
                awaitTwoMoreQuestions();
                assertThat(catalog.get("/v1/models/good", catalog.userToken()).body())
                        .isEqualTo(good.body());
            }
        }
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
