package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.TestKeys;
import org.gatehouse.gateway.fixture.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApiKeyIT {

    private static final String CHAT = "/v1/chat/completions";
    private static final RunningEdge EDGE = RunningEdge.start(Map.of("gatehouse.authn.failures-per-minute", "1000"));

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static HttpResponse<String> chat(String key) {
        return EDGE.send("POST", CHAT, "Authorization", "Bearer " + key);
    }

    @Test
    void isExchangedOnceForAHundredRequestsAtTheSameTime() {
        var key = EDGE.auth().createKey("execute");
        int before = EDGE.auth().exchanges();
        var gate = EDGE.auth().holdExchanges();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(EDGE.sendAsync("POST", CHAT, "Authorization", "Bearer " + key.text()));
        }
        Wait.until(() -> EDGE.auth().exchanges(), count -> count > before);
        gate.countDown();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        chat(key.text());
        assertThat(EDGE.auth().exchanges() - before).isOne();
    }

    @Test
    void reachesTheServiceAsAnAccessTokenAndNeverAsItself() {
        var key = EDGE.auth().createKey("execute");
        EDGE.send("POST", CHAT, "x-api-key", key.text());
        var seen = EDGE.relay().seen().getLast();
        assertThat(seen.header("authorization")).singleElement().asString().startsWith("Bearer eyJ");
        assertThat(seen.header("x-api-key")).isEmpty();
        assertThat(seen.headers().toString()).doesNotContain(key.text());
    }

    @Test
    void withAWrongChecksumIsRefusedWithoutAskingAnybody() {
        int before = EDGE.auth().exchanges();
        var answer = chat(TestKeys.mistyped(EDGE.auth().createKey("execute").text()));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(EDGE.auth().exchanges()).isEqualTo(before);
    }

    @Test
    void thatIsUnknownIsRefusedAndAskedForOnlyOnce() {
        var key = TestKeys.fresh();
        int before = EDGE.auth().exchanges();
        for (int i = 0; i < 10; i++) {
            assertThat(chat(key).statusCode()).isEqualTo(401);
        }
        assertThat(EDGE.auth().exchanges() - before).isOne();
    }

    /** T02 of the threat model. */
    @Test
    void looksTheSameRefusedForWhateverReason() {
        var unknown = chat(TestKeys.fresh());
        var mistyped = chat(TestKeys.mistyped(TestKeys.fresh()));
        var malformed = chat("sk-gh-1");
        assertThat(unknown.body()).isEqualTo(mistyped.body()).isEqualTo(malformed.body());
        assertThat(unknown.headers().firstValue("www-authenticate"))
                .isEqualTo(mistyped.headers().firstValue("www-authenticate"))
                .isPresent();
    }

    @Test
    void thatIsKnownGoesOnWorkingWhileAuthServiceIsDownAndAnUnknownOneGets503() {
        try (var edge = RunningEdge.start()) {
            var known = edge.auth().createKey("execute");
            var unknown = edge.auth().createKey("execute");
            edge.send("POST", CHAT, "x-api-key", known.text());
            edge.auth().origin().goDown();

            assertThat(edge.send("POST", CHAT, "x-api-key", known.text()).statusCode())
                    .isEqualTo(200);
            var answer = edge.send("POST", CHAT, "x-api-key", unknown.text());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"type\":\"service_unavailable_error\"");
            assertThat(answer.headers().firstValue("retry-after")).isPresent();

            edge.auth().origin().comeBack();
            assertThat(edge.send("POST", CHAT, "x-api-key", unknown.text()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void isRenewedInTheBackgroundSoonerWhileRevocationsAreNotHeard() {
        try (var edge = RunningEdge.start(
                Map.of("gatehouse.authn.renewal-without-revocations", "1ms", "gatehouse.authn.renewal-pause", "1ms"))) {
            var key = edge.auth().createKey("execute");
            edge.auth().refuseStreams();
            edge.send("POST", CHAT, "x-api-key", key.text());
            Wait.until(
                    () -> {
                        edge.send("POST", CHAT, "x-api-key", key.text());
                        return edge.auth().exchanges();
                    },
                    count -> count > 3);
            edge.auth().forget(key);
            Wait.until(() -> edge.send("POST", CHAT, "x-api-key", key.text()).statusCode(), status -> status == 401);
        }
    }
}
