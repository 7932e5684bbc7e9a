package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathIT {

    private static final RunningEdge EDGE = RunningEdge.start();

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static int get(String target) {
        var token = EDGE.auth().issuer().userToken(UUID.randomUUID(), "read");
        return EDGE.send("GET", target, "Authorization", "Bearer " + token).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/gpt-4o, /v1/models/gpt-4o",
        "/v1/models/openai/gpt-4o, /v1/models/openai/gpt-4o",
        "/v1/models/openai%2Fgpt-4o, /v1/models/openai/gpt-4o",
        "/api/v1/models/a%2fb%2Fc?x=%2F, /api/v1/models/a/b/c?x=%2F",
        "/v1/models?limit=2, /v1/models?limit=2"
    })
    void anIdWithSlashesReachesTheCatalogueInOneSpelling(String sent, String arrived) {
        assertThat(get(sent)).isEqualTo(200);
        assertThat(EDGE.catalog().seen().getLast().target()).isEqualTo(arrived);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/..%2F..%2Finternal%2Fmodels", "/v1/models/a%2F..%2Fb", "/v1/models/%2Fa", "/v1/models/a%2F",
                "/v1/models/a%252Fb", "/v1/models/a%5Cb", "/v1/chat%2Fcompletions", "/api/v1/auth/keys/a%2Fb"
            })
    void anEncodedSlashThatWouldLeadElsewhereIsRefused(String target) {
        int before = EDGE.catalog().seen().size();
        assertThat(get(target)).isIn(400, 404);
        assertThat(EDGE.catalog().seen()).hasSize(before);
    }
}
