package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangesIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @Test
    @Timeout(60)
    void tellsARelayOfTheFeedAsItIsAndOfEachChangeOnAnyReplica() throws IOException, InterruptedException {
        try (var issuer = TestIssuer.start();
                var one = new RunningCatalog(issuer, DATABASE, Map.of());
                var other = new RunningCatalog(issuer, DATABASE, Map.of());
                var events = new BufferedReader(new InputStreamReader(
                        one.stream("/internal/models/changes", one.feedToken()).body(), StandardCharsets.UTF_8))) {
            var etag = etag(one);
            assertThat(nextData(events)).isEqualTo(etag);

            other.call("PUT", "/admin/models/hidden/gatehouse/echo", "");

            var told = nextData(events);
            assertThat(told).isNotEqualTo(etag).isEqualTo(etag(one));
            assertThat(one.get("/internal/models/changes", one.userToken()).statusCode())
                    .isEqualTo(401);
        }
    }

    private static String etag(RunningCatalog catalog) {
        return catalog.get("/internal/models", catalog.feedToken())
                .headers()
                .firstValue("etag")
                .orElseThrow();
    }

    private static String nextData(BufferedReader events) throws IOException {
        for (var line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data:") && line.contains("etag")) {
                return line.substring(line.indexOf(":\"") + 2, line.lastIndexOf('"'))
                        .replace("\\\"", "\"");
            }
        }
        throw new AssertionError("the stream ended");
    }
}
