package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an upstream's error becomes, in every client's dialect, over every upstream's, streamed and whole. */
class UpstreamStatusIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "status=204                         | 502 | upstream_error            | api_error             | - | -",
                "status=302                         | 502 | upstream_error            | api_error             | - | -",
                "status=400                         | 400 | invalid_request_error     | invalid_request_error | - | -",
                "status=401                         | 502 | upstream_error            | api_error             | - | -",
                "status=402                         | 502 | upstream_error            | api_error             | - | -",
                "status=403                         | 502 | upstream_error            | api_error             | - | -",
                "status=404                         | 502 | upstream_error            | api_error             | - | -",
                "status=405                         | 502 | upstream_error            | api_error             | - | -",
                "status=408                         | 504 | timeout                   | timeout_error         | - | -",
                "status=409                         | 502 | upstream_error            | api_error             | - | -",
                "status=413                         | 413 | invalid_request_error     | request_too_large     | request_too_large | -",
                "status=418                         | 502 | upstream_error            | api_error             | - | -",
                "status=422                         | 422 | invalid_request_error     | invalid_request_error | - | -",
                "status=429                         | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 1",
                "'status=429,retry-after=7'         | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 7",
                "'status=429,retry-after=0.2'       | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 1",
                "'status=429,retry-after=3600'      | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 60",
                "'status=429,retry-after=-7'        | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 1",
                "'status=429,retry-after=soon'      | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 1",
                "'status=429,retry-after=date7'     | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 7",
                "'status=429,retry-after=date3600'  | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 60",
                "'status=429,retry-after=date-3600' | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 1",
                "'status=429,body=html'             | 429 | rate_limit_error          | rate_limit_error      | rate_limit_exceeded | 1",
                "'status=429,code=insufficient_quota' | 502 | upstream_error          | api_error             | - | -",
                "status=451                         | 502 | upstream_error            | api_error             | - | -",
                "status=500                         | 502 | upstream_error            | api_error             | - | -",
                "'status=500,body=html'             | 502 | upstream_error            | api_error             | - | -",
                "'status=500,body=empty'            | 502 | upstream_error            | api_error             | - | -",
                "'status=500,body=text'             | 502 | upstream_error            | api_error             | - | -",
                "status=501                         | 502 | upstream_error            | api_error             | - | -",
                "status=502                         | 502 | upstream_error            | api_error             | - | -",
                "status=503                         | 503 | service_unavailable_error | overloaded_error      | - | 1",
                "status=504                         | 504 | timeout                   | timeout_error         | - | -",
                "status=520                         | 502 | upstream_error            | api_error             | - | -",
                "status=529                         | 503 | service_unavailable_error | overloaded_error      | - | 1",
                "status=599                         | 502 | upstream_error            | api_error             | - | -",
            })
    void becomesADocumentedError(
            String script, int status, String type, String anthropicType, String code, String retryAfter) {
        Way.all("mock/large", "claude", "answering").forEach(way -> {
            RawResponse response = way.ask(relay, "mock:" + script);

            assertThat(way.surface().verdict(response)).as("%s", way).isEqualTo(Integer.toString(status));
            assertThat(response.body())
                    .as("%s", way)
                    .contains("\"type\":\"" + (way.surface() == Surface.MESSAGES ? anthropicType : type) + "\"")
                    .doesNotContainIgnoringCase("canary");
            if (way.surface() != Surface.MESSAGES) {
                assertThat(response.body())
                        .contains("\"param\":", "\"code\":" + (code == null ? "null" : "\"" + code + "\""));
            }
            assertThat(response.header("retry-after").orElse(null))
                    .as("%s", way)
                    .isEqualTo(retryAfter);
        });
    }
}
