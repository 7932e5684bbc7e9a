package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.testing.net.RawResponse;
import org.gatehouse.testing.upstream.UpstreamProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One model at several upstreams: priorities, weights, and what is done when one of them fails. */
class TargetsIT {

    private static final UpstreamProcess OTHER = UpstreamProcess.start();

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.upstreams.other.base-url", OTHER.baseUrl().toString(),
            "gatehouse.upstreams.last.base-url", OTHER.baseUrl().toString(),
            "gatehouse.upstreams.last.priority", "7",
            "gatehouse.upstreams.heavy.base-url", OTHER.baseUrl().toString(),
            "gatehouse.upstreams.heavy.weight", "9"));

    @AfterAll
    static void stop() {
        OTHER.close();
    }

    @Test
    void asksTheLowestPriorityOnly() {
        serve("mock", "last");
        relay.upstream().reset();
        OTHER.reset();
        for (int i = 0; i < 10; i++) {
            assertThat(relay.chat(body("")).status()).isEqualTo(200);
        }

        assertThat(OTHER.stats().requests()).isZero();
        assertThat(relay.upstream().stats().requests()).isEqualTo(10);
    }

    @Test
    void sharesByWeightAmongEquals() {
        serve("mock", "heavy");
        relay.upstream().reset();
        OTHER.reset();
        for (int i = 0; i < 200; i++) {
            relay.chat(body(""));
        }

        // One in ten of 200, give or take five standard deviations.
        assertThat(relay.upstream().stats().requests()).isBetween(1, 42);
        assertThat(OTHER.stats().requests()).isBetween(158, 199);
    }

    @Test
    void noRequestFailsWhileOneOfThemIsDeadAndItIsLeftAlone() {
        serve("refusing", "mock");
        long before = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(relay.chat(body("")).status()).isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=500", "status=429", "status=401", "status=503", "break=reset-before", "break=html"})
    void asksTheNextOneBeforeTheFirstTokenUnaryAndStreamed(String failure) {
        // Both have the same script: the request fails at each of the two, once.
        serve("mock", "last");
        for (String stream : new String[] {"true", "false"}) {
            relay.upstream().reset();
            OTHER.reset();
            RawResponse response = relay.chat(body(failure).replace("\"stream\":false", "\"stream\":" + stream));

            assertThat(response.status()).isGreaterThanOrEqualTo(400);
            // Once more where an idle connection was reset under the request: nobody acted on it then.
            assertThat(OTHER.stats().requests()).isBetween(1, failure.contains("reset") ? 2 : 1);
        }
    }

    @Test
    void asksNobodyElseWhenTheRequestIsAtFaultOrATokenHasCome() {
        serve("mock", "last");
        OTHER.reset();
        relay.chat(body("status=400"));
        relay.chat(body("chunks=4,break=cut").replace("\"stream\":false", "\"stream\":true"));

        assertThat(OTHER.stats().requests()).isZero();
    }

    @Test
    void hearsOfAChangeWithinASecond() {
        long before = System.nanoTime();
        relay.catalogue().serve("""
                {"models":[{"id":"brand/new","upstream":"mock","upstream_model":"x","type":"chat"},
                {"id":"an/embedder","upstream":"mock","upstream_model":"x","type":"embedding"}]}""");
        while (relay.chat(RelayRig.body("brand/new", false, "mock:chunks=1")).status() != 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }

        assertThat(relay.chat(RelayRig.body("brand/ne", false, "")).body())
                .contains("model_not_found", "Near names: brand/new.");
        assertThat(relay.chat(RelayRig.body("an/embedder", false, "")).status()).isEqualTo(400);
        assertThat(relay.post("/v1/embeddings", "{\"model\":\"brand/new\",\"input\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    private static void serve(String one, String other) {
        relay.catalogue().serve("""
                {"models":[{"id":"shared","upstream":"%s","upstream_model":"up/%s","type":"chat","targets":[
                {"upstream":"%s","upstream_model":"up/%s"},{"upstream":"%s","upstream_model":"up/%s"}]}]}""".formatted(one, one, one, one, other, other));
        relay.readCatalogue();
    }

    private static String body(String script) {
        return RelayRig.body("shared", false, script.isEmpty() ? "" : "mock:" + script);
    }
}
