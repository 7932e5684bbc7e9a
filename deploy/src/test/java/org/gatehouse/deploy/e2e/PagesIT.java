package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSuite.class)
final class PagesIT {
    private final Client client;

    PagesIT(Suite suite) {
        this.client = new Client(suite.address());
    }

    @Test
    void theRootNamesTheProduct() {
        var root = client.send("GET", "/", null, null).expect(200).json();

        assertThat(root.path("name").asText()).containsIgnoringCase("gatehouse");
        assertThat(root.path("version").asText()).isNotEmpty();
    }

    @Test
    void healthIsHealthyWithEveryService() {
        var health = client.send("GET", "/health", null, null).expect(200).json();

        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.path("services").size()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void theApiOfEveryServiceIsInOneDocument() {
        var document =
                client.send("GET", "/openapi.json", null, null).expect(200).json();
        var paths = document.path("paths");

        for (var path : List.of(
                "/api/v1/auth/login",
                "/api/v1/auth/keys",
                "/api/v1/auth/private-key",
                "/v1/models",
                "/v1/chat/completions")) {
            assertThat(paths.has(path)).as(path + " in " + paths).isTrue();
        }
        assertThat(paths.toString()).doesNotContain("/internal/");
        assertThat(document.toString())
                .as("who calls comes from the credential, not from a parameter")
                .doesNotContain("Caller");
    }

    @Test
    void thePagesOfTheDocumentationLoadWithEverythingTheyNameAndNothingFromElsewhere() {
        for (var page : List.of("/docs", "/redoc")) {
            var html = client.send("GET", page, null, null).expect(200).body();
            assertThat(html).doesNotContain("src=\"http", "href=\"http", "src='http", "href='http", "//cdn");
            var references = Pattern.compile("(?:src|href)=[\"'](/[^\"'#]+)").matcher(html);
            while (references.find()) {
                client.send("GET", references.group(1), null, null).expect(200);
            }
        }
    }

    @Test
    void theSigningKeysArePublished() {
        var keys = client.send("GET", "/.well-known/jwks.json", null, null)
                .expect(200)
                .json()
                .path("keys");

        assertThat(keys).isNotEmpty();
        assertThat(keys.path(0).has("d")).isFalse();
        client.send("GET", "/.well-known/openid-configuration", null, null).expect(200);
    }

    @Test
    void managementIsNotReachableThroughTheEdge() {
        for (var path : List.of("/metrics", "/beans", "/info", "/health/readiness", "/env")) {
            assertThat(client.send("GET", path, null, null).status()).as(path).isEqualTo(404);
        }
    }
}
