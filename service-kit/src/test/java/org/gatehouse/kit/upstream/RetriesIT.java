package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.answering;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call is made once more as often, and after what, its owner said, and not otherwise. */
class RetriesIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    private static CallLimits with(Retries retries) {
        return new CallLimits(
                Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20), retries);
    }

    private static TargetGroup refusing(int replicas) {
        return TargetGroup.fixed(Stream.generate(() -> URI.create("http://127.0.0.1:" + RawOrigin.closedPort()))
                .limit(replicas)
                .toArray(URI[]::new));
    }

    private CallProbe get(TargetGroup targets, Retries retries) {
        return client.ask(targets, HttpMethod.GET, "/", with(retries));
    }

    @Test
    void asManyReplicasAreAskedAsMayBe() {
        for (int most = 0; most < 4; most++) {
            var targets = refusing(6);
            assertThat(get(targets, new Retries(most, true, true)).failure())
                    .isInstanceOf(UpstreamFailure.Refused.class);
            assertThat(targets.retries()).isEqualTo(most);
        }
    }

    @Test
    void noOtherReplicaIsAskedWhenThatWasNotWanted() {
        try (var origin = answering(OK)) {
            var targets = TargetGroup.fixed(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), origin.uri());
            boolean refused = false;
            for (int i = 0; i < 100 && !refused; i++) {
                refused = CallProbe.await(get(targets, new Retries(3, false, true)).end)
                        instanceof UpstreamFailure.Refused;
            }
            assertThat(refused).isTrue();
            assertThat(targets.retries()).isZero();
        }
    }

    /** Answers the first request of each connection, and closes on the second. */
    private static RawOrigin closingOnTheSecond() {
        return RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(OK);
            connection.readHead();
        });
    }

    @Test
    void silenceIsAFailureWhenThatWasNotWanted() {
        try (var origin = closingOnTheSecond()) {
            var targets = to(origin);
            assertThat(get(targets, Retries.NONE).body()).isEqualTo("ok");
            assertThat(get(targets, new Retries(3, true, false)).failure())
                    .isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
            assertThat(get(targets, Retries.NONE).body()).isEqualTo("ok");
            assertThat(get(targets, new Retries(1, false, true)).body()).isEqualTo("ok");
            assertThat(targets.retries()).isEqualTo(1);
        }
    }
}
