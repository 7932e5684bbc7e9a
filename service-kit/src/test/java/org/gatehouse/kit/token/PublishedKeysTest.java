package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T20 and T21 of the threat model, against a key set over real HTTP and a clock that the test moves. */
final class PublishedKeysTest {

    private final SettableClock clock = new SettableClock();
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final AuthServer auth = new AuthServer();
    private final PublishedKeys keys = new PublishedKeys(
            new TokensConfig(
                    issuer.issuer(),
                    "kit-test-service",
                    "gateway-service",
                    issuer.address().toString(),
                    null),
            auth,
            clock);

    @AfterEach
    void stop() {
        auth.close();
        issuer.close();
    }

    @Test
    void knowsNothingBeforeTheFirstFetch() {
        assertThat(keys.known()).isEmpty();
        assertThat(issuer.keySetFetches()).isZero();
    }

    @Test
    void refreshesInTheBackgroundEachFiveMinutes() {
        keys.keepFresh();
        clock.advance(Duration.ofSeconds(299));
        keys.keepFresh();
        assertThat(issuer.keySetFetches()).isEqualTo(1);

        issuer.rotate();
        clock.advance(Duration.ofSeconds(1));
        keys.keepFresh();
        assertThat(issuer.keySetFetches()).isEqualTo(2);
        assertThat(keys.known().orElseThrow().byId()).hasSize(2);
    }

    @Test
    void dropsAKeyThatWasWithdrawn() {
        var old = issuer.signingKey().getKeyID();
        keys.keepFresh();
        issuer.rotate();
        issuer.withdrawOldKeys();
        clock.advance(Duration.ofMinutes(5));
        keys.keepFresh();

        assertThat(keys.known().orElseThrow().find(old)).isEmpty();
    }

    @Test
    void fetchesForUnknownKeysAtMostEachTenSeconds() {
        keys.keepFresh();
        for (var second = 0; second < 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            for (var flood = 0; flood < 1000; flood++) {
                keys.refreshed();
            }
        }
        assertThat(issuer.keySetFetches()).isEqualTo(1 + 6);
    }

    /** The pause counts from the last fetch of this kind that was in vain, not from the refresh in the background. */
    @Test
    void findsANewKeyAtOnceEvenRightAfterARefresh() {
        keys.keepFresh();
        for (var rotation = 0; rotation < 3; rotation++) {
            issuer.rotate();
            clock.advance(Duration.ofMillis(100));
            assertThat(keys.refreshed().orElseThrow().find(issuer.signingKey().getKeyID()))
                    .isPresent();
        }
    }

    @Test
    void cannotTellWhileTheIssuerDoesNotAnswer() {
        keys.keepFresh();
        issuer.goDown();
        assertThat(keys.refreshed()).isEmpty();
        clock.advance(Duration.ofSeconds(9));
        assertThat(keys.refreshed()).isEmpty();
        assertThat(issuer.keySetFetches()).isEqualTo(2);

        issuer.comeBack();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.refreshed()).isPresent();
        clock.advance(Duration.ofSeconds(9));
        assertThat(keys.refreshed()).isPresent();
        assertThat(issuer.keySetFetches()).isEqualTo(3);
    }

    @Test
    void manyWaitersShareOneFetch() throws InterruptedException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200)
                    .forEach(i -> threads.execute(() -> {
                        try {
                            start.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        assertThat(keys.refreshed()).isPresent();
                    }));
            start.countDown();
        }
        assertThat(issuer.keySetFetches()).isEqualTo(1);
    }

    @Test
    void servesStaleKeysForADayOfOutage() {
        keys.keepFresh();
        issuer.goDown();
        clock.advance(Duration.ofHours(23).plusMinutes(59));
        keys.keepFresh();
        assertThat(keys.known()).isPresent();

        clock.advance(Duration.ofMinutes(1));
        keys.keepFresh();
        assertThat(keys.known()).isEmpty();

        issuer.comeBack();
        clock.advance(Duration.ofSeconds(10));
        keys.keepFresh();
        assertThat(keys.known()).isPresent();
    }

    @Test
    void keepsTheOldSetWhenTheNewOneIsPoisoned() {
        keys.keepFresh();
        var old = keys.known();
        for (var poison : new String[] {"{\"keys\":[]}", "<html></html>", "{\"keys\":[" + "1".repeat(300_000) + "]}"}) {
            issuer.publish(poison);
            clock.advance(Duration.ofMinutes(5));
            keys.keepFresh();
            assertThat(keys.known()).isEqualTo(old);
        }
    }

    @Test
    void findsItsKeysAtAnotherReplicaWhenTheFirstIsGone() {
        var twoReplicas = "http://127.0.0.1:9," + issuer.address();
        var patient = new PublishedKeys(
                new TokensConfig(issuer.issuer(), "kit-test-service", "gateway-service", twoReplicas, null),
                auth,
                clock);

        assertThat(patient.refreshed()).isPresent();
    }

    @Test
    void triesSoonerWhileItHasNoKeysAtAll() {
        issuer.goDown();
        keys.keepFresh();
        issuer.comeBack();
        clock.advance(Duration.ofSeconds(1));

        assertThat(keys.refreshed()).isPresent();
    }
}
