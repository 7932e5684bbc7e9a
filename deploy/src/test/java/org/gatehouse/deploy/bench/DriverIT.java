package org.gatehouse.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The yardstick itself: no answer is lost or counted twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DriverIT {
    private static final Duration LENGTH = Duration.ofMillis(400);

    private final Peer upstream;
    private final Driver driver = new Driver();

    DriverIT() throws IOException, InterruptedException {
        upstream = Peer.upstream();
    }

    @AfterAll
    void stop() {
        driver.close();
        upstream.close();
    }

    @Test
    void keepsEveryConnectionBusy() throws InterruptedException {
        var outcome = driver.run(upstream.target("upstream"), new Load.Closed(8, LENGTH));

        assertThat(outcome.failures()).isZero();
        assertThat(outcome.operations())
                .isGreaterThan(8)
                .isEqualTo(outcome.latency().size());
    }

    @Test
    void sendsNoMoreThanTheGivenRate() throws InterruptedException {
        var outcome = driver.run(upstream.target("upstream"), new Load.Rate(500, LENGTH));

        assertThat(outcome.failures()).isZero();
        assertThat(outcome.operations()).isBetween(1, 201);
    }

    @Test
    void countsEveryTokenOfEveryStream() throws InterruptedException {
        var load = new Load.Streams(5, 10, LENGTH);
        var outcome = driver.run(upstream.target("upstream"), load);

        assertThat(outcome.failures()).isZero();
        assertThat(outcome.operations() % load.chunks()).isZero();
        assertThat(outcome.firstToken().size() * load.chunks()).isEqualTo(outcome.operations());
    }
}
