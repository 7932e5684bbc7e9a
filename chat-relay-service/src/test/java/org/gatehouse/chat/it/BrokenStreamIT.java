package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No stream of the relay looks complete when it is not, and the next request is clean. */
class BrokenStreamIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @ValueSource(strings = {"half", "reset-after", "error-event", "no-reason"})
    void endsABrokenStreamInAnErrorAndWithoutTheMarker(String how) {
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=4,break=" + how));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.complete()).isTrue();
        assertThat(RelayRig.events(response).getFirst()).contains("assistant");
        assertThat(RelayRig.events(response).getLast())
                .isEqualTo("data: {\"error\":{\"message\":\"The upstream model provider failed to answer.\","
                        + "\"type\":\"upstream_error\",\"param\":null,\"code\":null}}");
        assertThat(response.body()).endsWith("\n\n").doesNotContain("[DONE]").doesNotContainIgnoringCase("canary");
        nextRequestIsClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "redirect", "reset-before", "error-first"})
    void answersAFailureBeforeTheFirstEventByItsStatus(String how) {
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:break=" + how));

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.headers("content-type")).containsExactly("application/json");
        assertThat(response.body())
                .startsWith("{\"error\":{\"message\":\"The upstream model provider")
                .contains("\"type\":\"upstream_error\",\"param\":null,\"code\":null")
                .doesNotContainIgnoringCase("canary");
        nextRequestIsClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-end", "end-unterminated", "hold"})
    void completesAStreamWhoseEndIsSloppyButCertain(String how) {
        long start = System.nanoTime();
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=2,break=" + how));

        assertThat(response.body()).contains("word1").endsWith("data: [DONE]\n\n");
        assertThat(response.body().split("\\[DONE\\]", -1)).hasSize(2);
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"silent-first,504", "hang,504"})
    void givesUpOnAnUpstreamThatStaysSilent(String how, int status) {
        RawResponse response = relay.chat(RelayRig.body("hasty", true, "mock:break=" + how));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).contains("\"type\":\"timeout\"");
    }

    @Test
    void followsNoRedirect() {
        relay.upstream().reset();
        relay.chat(RelayRig.body("mock/large", true, "mock:break=redirect"));

        assertThat(relay.upstream().stats().requests()).isEqualTo(1);
    }

    @Test
    void givesUpOnAnUpstreamThatFallsSilent() {
        RawResponse response = relay.chat(RelayRig.body("hasty", true, "mock:chunks=4,break=silent"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(RelayRig.events(response).getLast()).contains("\"type\":\"timeout\"");
        assertThat(response.body()).doesNotContain("[DONE]");
    }

    @Test
    void givesUpOnAnUpstreamThatNeverEnds() {
        RawResponse response = relay.chat(RelayRig.body("hasty", true, "mock:chunks=100,gap=100"));

        assertThat(RelayRig.events(response).getLast()).contains("\"type\":\"timeout\"");
        assertThat(response.body()).contains("word5 ").doesNotContain("[DONE]");
    }

    @Test
    void tellsAnUpstreamThatCannotBeReached() {
        RawResponse response = relay.chat(RelayRig.body("refusing", true, ""));

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body()).contains("could not be reached").doesNotContain("127.0.0.1");
    }

    private static void nextRequestIsClean() {
        RawResponse next = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=1"));
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.body()).endsWith("data: [DONE]\n\n");
    }
}
