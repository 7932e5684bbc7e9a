package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller's own list of further models, and nobody else's. */
class FallbackIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=500",
                "status=429",
                "status=401",
                "break=reset-before",
                "break=empty",
                "break=error-first"
            })
    void answersWhenTheFirstFailsBeforeItsFirstToken(String script) {
        for (boolean stream : new boolean[] {true, false}) {
            if (!stream && script.equals("break=error-first")) {
                continue;
            }
            RawResponse response = relay.chat(body("mock/large", "gatehouse/echo", stream, script));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("\"model\":\"gatehouse/echo\"").doesNotContain("up/large", "error");
        }
    }

    @Test
    void answersWhenTheFirstCannotBeReached() {
        assertThat(relay.chat(body("refusing", "gatehouse/echo", true, "")).body())
                .contains("gatehouse/echo");
    }

    @Test
    void answersWhenTheFirstStaysSilent() {
        RawResponse response = relay.chat(body("hasty", "gatehouse/echo", true, "mock:break=silent-first"));

        assertThat(response.body()).contains("gatehouse/echo").endsWith("data: [DONE]\n\n");
    }

    @Test
    void isNotAskedOnceATokenCame() {
        RawResponse response = relay.chat(body("mock/large", "gatehouse/echo", true, "chunks=4,break=cut"));

        assertThat(response.body())
                .contains("word0")
                .doesNotContain("gatehouse/echo")
                .doesNotContain("[DONE]");
        assertThat(RelayRig.events(response).getLast()).contains("upstream_error");
    }

    @Test
    void isNotAskedWhenTheRequestIsAtFault() {
        assertThat(relay.chat(body("mock/large", "gatehouse/echo", true, "status=400"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isNotShownToTheUpstream() {
        relay.chat(body("mock/large", "gatehouse/echo", true, "chunks=1"));

        assertThat(relay.upstream().stats().lastBody()).doesNotContain("models");
    }

    @Test
    void mustExist() {
        RawResponse response = relay.chat(body("mock/large", "no-such-model", true, ""));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).contains("no-such-model", "\"param\":\"models\"");
    }

    @Test
    void failsAsTheLastOneFailed() {
        assertThat(relay.chat(body("mock/large", "refusing", true, "status=429"))
                        .status())
                .isEqualTo(502);
    }

    private static String body(String model, String fallback, boolean stream, String script) {
        return RelayRig.body(model, stream, script.startsWith("mock:") ? script : "mock:" + script)
                .replace("\"stream\"", "\"models\":[\"" + fallback + "\"],\"stream\"");
    }
}
