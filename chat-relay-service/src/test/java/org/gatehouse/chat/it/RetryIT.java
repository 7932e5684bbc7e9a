package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.testing.upstream.UpstreamProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often an answer is asked for, by what went wrong: once a target, never again after the first token, within the budget. */
class RetryIT {

    private static final UpstreamProcess SECOND = UpstreamProcess.start();
    private static final UpstreamProcess THIRD = UpstreamProcess.start();

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.upstreams.hasty.between-tokens-timeout", "60s",
            "gatehouse.upstreams.hasty.total-timeout", "1s",
            "gatehouse.upstreams.second.base-url", SECOND.baseUrl().toString(),
            "gatehouse.upstreams.second.priority", "1",
            "gatehouse.upstreams.second.first-token-timeout", "1s",
            "gatehouse.upstreams.second.total-timeout", "1s",
            "gatehouse.upstreams.third.base-url", THIRD.baseUrl().toString(),
            "gatehouse.upstreams.third.priority", "2",
            "gatehouse.upstreams.third.first-token-timeout", "1s",
            "gatehouse.upstreams.third.total-timeout", "1s"));

    @AfterAll
    static void stop() {
        SECOND.close();
        THIRD.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=400        | 1 | 1",
                "status=413        | 1 | 1",
                "status=422        | 1 | 1",
                "status=401        | 3 | 3",
                "status=402        | 3 | 3",
                "status=403        | 3 | 3",
                "status=404        | 3 | 3",
                "status=408        | 3 | 3",
                "status=409        | 3 | 3",
                "status=418        | 3 | 3",
                "status=429        | 3 | 3",
                "status=500        | 3 | 3",
                "status=502        | 3 | 3",
                "status=503        | 3 | 3",
                "status=504        | 3 | 3",
                "status=529        | 3 | 3",
                "break=close-before | 3 | 3",
                "break=cut-head    | 3 | 3",
                "break=not-http    | 3 | 3",
                "break=redirect    | 3 | 3",
                "break=empty       | 3 | 3",
                "break=html        | 3 | 3",
                "break=error-first | 3 | 3",
                "break=hang        | 3 | 3",
                "break=cut         | 1 | 3",
                "break=garbage     | 1 | 3",
                "break=error-frame | 1 | 3",
            })
    void isAskedForOnceATargetUntilATokenCame(String script, int streamed, int whole) {
        serve("hasty", "second", "third");
        assertThat(asked(script, true)).as("streamed").isEqualTo(streamed);
        assertThat(asked(script, false)).as("whole").isEqualTo(whole);
    }

    @Test
    void isAskedForAtThreeTargetsAndNoMore() {
        relay.catalogue().serve("""
                {"models":[{"id":"shared","upstream":"mock","upstream_model":"a","type":"chat","targets":[\
                {"upstream":"mock","upstream_model":"a"},{"upstream":"hasty","upstream_model":"b"},\
                {"upstream":"second","upstream_model":"c"},{"upstream":"third","upstream_model":"d"}]}]}""");
        relay.readCatalogue();

        assertThat(asked("status=500", true)).isEqualTo(3);
    }

    @Test
    void costsNothingWhereNobodyWasReached() {
        serve("refusing", "second", "third");
        exhaust();
        reset();

        assertThat(relay.chat(RelayRig.body("shared", false, "mock:chunks=1")).status())
                .isEqualTo(200);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void isAskedForOnceWhenTheBudgetIsSpentButForTheCallersOwnFallbacks() {
        serve("hasty", "second", "third");
        exhaust();
        reset();
        String body = RelayRig.body("shared", true, "mock:status=500");

        assertThat(relay.chat(body).status()).isEqualTo(502);
        assertThat(requests()).isEqualTo(1);
        assertThat(relay.chat(body.replace("\"stream\"", "\"models\":[\"gatehouse/echo\"],\"stream\""))
                        .body())
                .contains("\"model\":\"gatehouse/echo\"");
    }

    private static void exhaust() {
        serve("hasty", "second", "third");
        int before;
        do {
            reset();
            relay.chat(RelayRig.body("shared", false, "mock:status=500"));
            before = requests();
        } while (before > 1);
    }

    private static int asked(String script, boolean stream) {
        reset();
        relay.allowRetries(3);
        relay.chat(RelayRig.body("shared", stream, "mock:chunks=4," + script));
        return requests();
    }

    private static void reset() {
        Stream.of(relay.upstream(), SECOND, THIRD).forEach(UpstreamProcess::reset);
    }

    private static int requests() {
        return Stream.of(relay.upstream(), SECOND, THIRD)
                .mapToInt(upstream -> upstream.stats().requests())
                .sum();
    }

    private static void serve(String first, String second, String third) {
        relay.catalogue().serve("""
                {"models":[{"id":"shared","upstream":"%s","upstream_model":"a","type":"chat","targets":[\
                {"upstream":"%s","upstream_model":"a"},{"upstream":"%s","upstream_model":"b"},{"upstream":"%s","upstream_model":"c"}]},\
                {"id":"gatehouse/echo","upstream":"echo","upstream_model":"echo","type":"chat"}]}""".formatted(first, first, second, third));
        relay.readCatalogue();
    }
}
