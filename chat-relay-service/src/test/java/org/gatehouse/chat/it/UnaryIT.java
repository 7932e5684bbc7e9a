package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnaryIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @Test
    void passesTheAnswerOn() {
        RawResponse response = relay.chat(RelayRig.body("mock/large", false, "mock:chunks=2"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers("content-type")).containsExactly("application/json");
        assertThat(response.headers("content-length")).hasSize(1);
        assertThat(response.header("openai-processing-ms")).isPresent();
        assertThat(response.body())
                .startsWith("{\"id\":\"chatcmpl-1\"")
                .contains("\"content\":\"word0 word1 \"", "\"completion_tokens\":2")
                .endsWith("\"system_fingerprint\":\"fp_mock\"}");
    }

    @Test
    void leavesANullErrorOut() {
        RawResponse response = relay.chat(RelayRig.body("mock/large", false, "mock:break=error-null"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).startsWith("{\"id\":").doesNotContain("error");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void passesARefusalOfTheClientsRequestOnScrubbed(int status) {
        RawResponse response =
                relay.chat(RelayRig.body("mock/large", true, "mock:status=" + status + ",code=unsupported_value"));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"Unsupported value with key [redacted] of [redacted] at [redacted]\","
                                + "\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}");
    }

    @Test
    void givesUpOnAnUpstreamThatTakesTooLong() {
        RawResponse response = relay.chat(RelayRig.body("hasty", false, "mock:break=hang"));

        assertThat(response.status()).isEqualTo(504);
        assertThat(response.body()).contains("\"type\":\"timeout\"");
    }
}
