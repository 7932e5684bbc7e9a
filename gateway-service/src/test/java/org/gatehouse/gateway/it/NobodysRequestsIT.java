package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.Test;

/** What nobody's credential stands for is counted by address, whatever it is answered. */
class NobodysRequestsIT {

    private static final int LIMIT = 12;
    private static final List<String> PATHS = List.of(
            "/", "/health", "/status", "/docs", "/openapi.json", "/api/v1/auth/me", "/v1/models", "/nothing/here");

    @Test
    void areCountedTogetherOnPagesRefusalsAndUnknownPaths() {
        try (var edge = RunningEdge.start(Map.of("gatehouse.limits.address", LIMIT))) {
            int passed = 0;
            while (edge.send("GET", PATHS.get(passed % PATHS.size())).statusCode() != 429) {
                passed++;
            }
            assertThat(passed).isEqualTo(LIMIT);
            for (var path : PATHS) {
                var refused = edge.send("GET", path);
                assertThat(refused.statusCode()).as(path).isEqualTo(429);
                assertThat(refused.headers().firstValue("retry-after")).as(path).isPresent();
            }
            assertThat(edge.send("GET", "/v1/models", "Authorization", "Bearer ")
                            .statusCode())
                    .isEqualTo(429);
        }
    }
}
