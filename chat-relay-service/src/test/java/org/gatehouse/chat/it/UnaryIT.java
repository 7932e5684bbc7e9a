package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(
            strings = {
                "half",
                "half-chunked",
                "error-frame",
                "html",
                "empty",
                "garbage",
                "array",
                "gzip",
                "redirect",
                "huge",
                "reset-before"
            })
    void answersABrokenAnswerWithAnError(String how) {
        RawResponse response = relay.chat(RelayRig.body("mock/large", false, "mock:break=" + how));

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body())
                .contains("\"type\":\"upstream_error\",\"param\":null,\"code\":null")
                .doesNotContainIgnoringCase("canary");
        assertThat(relay.chat(RelayRig.body("mock/large", false, "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "status=401,                        502, upstream_error, -, -",
                "status=402,                        502, upstream_error, -, -",
                "status=403,                        502, upstream_error, -, -",
                "status=404,                        502, upstream_error, -, -",
                "status=408,                        504, timeout, -, -",
                "status=409,                        502, upstream_error, -, -",
                "status=418,                        502, upstream_error, -, -",
                "'status=429,retry-after=7',        429, rate_limit_error, rate_limit_exceeded, 7",
                "'status=429,retry-after=3600',     429, rate_limit_error, rate_limit_exceeded, 60",
                "'status=429,retry-after=0.2',      429, rate_limit_error, rate_limit_exceeded, 1",
                "'status=429,retry-after=soon',     429, rate_limit_error, rate_limit_exceeded, 1",
                "status=429,                        429, rate_limit_error, rate_limit_exceeded, 1",
                "'status=429,code=insufficient_quota', 502, upstream_error, -, -",
                "status=500,                        502, upstream_error, -, -",
                "'status=502,body=html',            502, upstream_error, -, -",
                "'status=500,body=empty',           502, upstream_error, -, -",
                "'status=500,body=text',            502, upstream_error, -, -",
                "status=503,                        503, service_unavailable_error, -, 1",
                "status=529,                        503, service_unavailable_error, -, 1",
                "status=504,                        504, timeout, -, -",
                "status=302,                        502, upstream_error, -, -",
                "status=204,                        502, upstream_error, -, -",
            })
    void mapsTheUpstreamsStatus(String script, int status, String type, String code, String retryAfter) {
        for (boolean stream : new boolean[] {false, true}) {
            RawResponse response = relay.chat(RelayRig.body("mock/large", stream, "mock:" + script));

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body())
                    .contains("\"type\":\"" + type + "\",\"param\":null,\"code\":"
                            + (code == null ? "null" : "\"" + code + "\""))
                    .doesNotContainIgnoringCase("canary");
            assertThat(response.header("retry-after").orElse(null)).isEqualTo(retryAfter);
            assertThat(response.header("x-request-id")).isPresent();
        }
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
