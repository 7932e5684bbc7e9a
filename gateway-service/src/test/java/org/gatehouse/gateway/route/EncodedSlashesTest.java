package org.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedSlashesTest {

    private final EncodedSlashes slashes = new EncodedSlashes(List.of("/v1/models/", "/api/v1/models/"));

    @Test
    void turnsAnEncodedSlashOfAModelIdIntoASlash() {
        assertThat(slashes.resolve("/v1/models/openai%2Fgpt-4o")).contains("/v1/models/openai/gpt-4o");
        assertThat(slashes.resolve("/api/v1/models/a%2fb%2Fc")).contains("/api/v1/models/a/b/c");
    }

    @Test
    void leavesEveryOtherPathAsItIs() {
        assertThat(slashes.resolve("/v1/models/gpt%20x")).contains("/v1/models/gpt%20x");
        assertThat(slashes.resolve("/v1/chat/completions")).contains("/v1/chat/completions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/..%2F..%2Finternal",
                "/v1/models/a%2F.%2Fb",
                "/v1/models/a%2F%2Fb",
                "/v1/models/%2Fa",
                "/v1/models/a%2F",
                "/v1/models/a%2F..",
                "/api/v1/auth/keys/a%2Fb",
                "/v1%2Fmodels/a"
            })
    void refusesAnEncodedSlashThatWouldLeadElsewhere(String path) {
        assertThat(slashes.resolve(path)).isEmpty();
    }

    @Test
    void tellsTheGuardWhereAnEncodedSlashIsWelcome() {
        assertThat(slashes.areWelcomeIn("/v1/models/a%2Fb")).isTrue();
        assertThat(slashes.areWelcomeIn("/v1/modelsx/a%2Fb")).isFalse();
        assertThat(slashes.areWelcomeIn("/v1/chat/a%2Fb")).isFalse();
    }
}
