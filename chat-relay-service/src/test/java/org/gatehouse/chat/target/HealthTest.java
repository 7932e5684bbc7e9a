package org.gatehouse.chat.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.chat.target.Health.Seen;
import org.gatehouse.chat.target.Health.State;
import org.gatehouse.chat.target.Health.Status;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Failure.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final AtomicInteger news = new AtomicInteger();
    private final Health health = new Health(news::incrementAndGet);

    @Test
    void isUnknownBeforeTheFirstRequestAndLongAfterTheLast() {
        assertThat(health.seen(0)).isEmpty();

        health.answered(-1, 0);
        assertThat(health.seen(299 * SECOND)).isPresent();
        assertThat(health.seen(300 * SECOND)).isEmpty();
    }

    @Test
    void isDownAfterThreeFailuresAndHealthyAgainSomeSecondsAfterAnAnswer() {
        health.failed(Failure.broken("x"), 0);
        assertThat(status(0)).isEqualTo(Status.DEGRADED);
        health.failed(Failure.broken("x"), 0);
        health.failed(Failure.broken("x"), SECOND);
        assertThat(status(SECOND)).isEqualTo(Status.DOWN);

        health.answered(-1, 2 * SECOND);
        assertThat(status(2 * SECOND)).isEqualTo(Status.DEGRADED);
        assertThat(status(6 * SECOND)).isEqualTo(Status.HEALTHY);
    }

    @Test
    void isNotCalledHealthyBetweenTwoFailures() {
        for (long now = 0; now < 100; now++) {
            health.answered(-1, now * SECOND);
            health.failed(Failure.broken("x"), now * SECOND);
            health.answered(-1, now * SECOND);
            assertThat(status(now * SECOND)).isEqualTo(Status.DEGRADED);
        }
        // The first request, and the first failure: the listener is not called for each.
        assertThat(news).hasValue(2);
    }

    @Test
    void isCalledDownAtOnceWhenItDoesNotTakeOurCredential() {
        health.failed(Failure.misconfigured("x"), 0);

        assertThat(status(0)).isEqualTo(Status.DOWN);
        assertThat(health.ask(0)).isEqualTo(State.RESTING);
    }

    @Test
    void takesAFaultOfTheClientsForAnAnswer() {
        health.failed(Failure.broken("x"), 0);
        health.failed(Failure.broken("x"), 0);
        health.failed(Failure.client("n", "x"), 0);
        health.failed(Failure.broken("x"), 0);

        assertThat(health.ask(0)).isEqualTo(State.READY);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLIENT")
    void opensTheBreakerWhateverElseFailsThreeTimes(Reason reason) {
        var failure = new Failure(reason, Failure.broken("x").error(), "x");
        for (int i = 0; i < 3; i++) {
            health.failed(failure, 0);
        }

        assertThat(health.ask(0)).isEqualTo(State.RESTING);
    }

    @Test
    void tellsTheLatencyToTheFirstTokenWhereOneWasMeasured() {
        health.answered(-1, 0);
        assertThat(health.seen(0)).contains(new Seen(Status.HEALTHY, OptionalInt.empty()));

        health.answered(320 * MILLI, 0);
        assertThat(health.seen(0)).contains(new Seen(Status.HEALTHY, OptionalInt.of(320)));
    }

    @Test
    void tellsItsListenerOfEachNewStatusOnce() {
        for (int i = 0; i < 10; i++) {
            health.answered(MILLI, 0);
        }
        assertThat(news).hasValue(1);
        for (int i = 0; i < 10; i++) {
            health.failed(Failure.broken("x"), 0);
        }
        assertThat(news).as("degraded, down").hasValue(3);
    }

    private Status status(long now) {
        return health.seen(now).orElseThrow().status();
    }
}
