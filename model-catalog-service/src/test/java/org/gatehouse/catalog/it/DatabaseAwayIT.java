package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.testing.postgres.StoppablePostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists go on from memory while PostgreSQL is away; what needs it is 503, and nobody has to restart anything. */
@Timeout(120)
final class DatabaseAwayIT {

    @RegisterExtension
    static final PostgresDatabase OTHER = PostgresDatabase.migratedBy("db/migration");

    private static final String HIDDEN = "/admin/models/hidden/gatehouse/echo";

    @Test
    void isUnavailableForChangesWhileTheServerIsFrozenOrDead() {
        try (var postgres = StoppablePostgres.start();
                var issuer = TestIssuer.start();
                var catalog = new RunningCatalog(issuer, OTHER, Map.copyOf(postgres.properties()))) {
            postgres.freeze();
            assertThatChangesAreUnavailable(catalog);
            postgres.thaw();
            assertThatChangesAreBack(catalog);

            postgres.kill();
            assertThatChangesAreUnavailable(catalog);
            postgres.startAgain();
            assertThatChangesAreBack(catalog);
        }
    }

    private static void assertThatChangesAreUnavailable(RunningCatalog catalog) {
        for (int i = 0; i < 3; i++) {
            assertThatIsUnavailable(catalog.call("PUT", HIDDEN, ""));
            assertThatIsUnavailable(catalog.get("/admin/models/aliases", catalog.adminToken()));
        }
        assertThat(catalog.get("/v1/models", catalog.userToken()).statusCode()).isEqualTo(200);
        assertThat(catalog.health("/health/readiness").statusCode()).isEqualTo(503);
    }

    private static void assertThatIsUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.body()).contains("urn:gatehouse:error:unavailable");
    }

    private static void assertThatChangesAreBack(RunningCatalog catalog) {
        catalog.until("/admin/models/aliases", catalog.adminToken(), answer -> answer.statusCode() == 200);
        assertThat(catalog.call("PUT", HIDDEN, "").statusCode()).isLessThan(300);
        assertThat(catalog.call("DELETE", HIDDEN, "").statusCode()).isLessThan(300);
        assertThat(catalog.health("/health/readiness").statusCode()).isEqualTo(200);
    }
}
