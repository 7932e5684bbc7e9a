package org.gatehouse.chat.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.chat.target.Health.State;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Breaker breaker = new Breaker();
    /** As in life: any number, soon to overflow. */
    private long now = Long.MAX_VALUE - SECOND;

    @Test
    void staysClosedWhileFailuresAreNotThreeInARow() {
        for (int i = 0; i < 10; i++) {
            breaker.failed(now);
            breaker.failed(now);
            breaker.answered();
        }
        breaker.failed(now);
        breaker.failed(now);

        assertThat(breaker.ask(now)).isEqualTo(State.READY);
        assertThat(breaker.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE, -1})
    void opensForASecondAtTheThirdWhereverTheClockBegan(long origin) {
        now = origin;
        open();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.ask(now)).isEqualTo(State.RESTING);
        assertThat(breaker.ask(now + SECOND - 1)).isEqualTo(State.RESTING);
        assertThat(breaker.ask(now + SECOND)).isEqualTo(State.TO_BE_TRIED);
    }

    @Test
    void opensAtOnceAtAFailureForGood() {
        breaker.failedForGood(now);

        assertThat(breaker.ask(now)).isEqualTo(State.RESTING);
    }

    @Test
    void letsOneFindOutAndTheNextOnlyWhenThatOneGaveNoAnswerForFiveSeconds() {
        open();
        now += SECOND;

        assertThat(breaker.ask(now)).isEqualTo(State.TO_BE_TRIED);
        assertThat(breaker.ask(now)).isEqualTo(State.RESTING);
        assertThat(breaker.ask(now + 5 * SECOND - 1)).isEqualTo(State.RESTING);
        assertThat(breaker.ask(now + 5 * SECOND)).isEqualTo(State.TO_BE_TRIED);
    }

    @Test
    void closesWhenTheProbeIsAnsweredAndStartsAnew() {
        open();
        failProbe();
        breaker.answered();

        assertThat(breaker.ask(now)).isEqualTo(State.READY);
        open();
        assertThat(breaker.ask(now + SECOND)).isEqualTo(State.TO_BE_TRIED);
    }

    @Test
    void staysOpenTwiceAsLongAfterEachFailedProbeUpToAMinute() {
        open();
        for (long rest : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(breaker.ask(now + rest * SECOND - 1)).as("rest %s", rest).isEqualTo(State.RESTING);
            now += rest * SECOND;
            assertThat(breaker.ask(now)).as("rest %s", rest).isEqualTo(State.TO_BE_TRIED);
            breaker.failed(now);
        }
    }

    @RepeatedTest(20)
    void letsExactlyOneOfManyThreadsFindOut() throws Exception {
        open();
        now += SECOND;
        var tried = new AtomicInteger();
        together(8, () -> {
            if (breaker.ask(now) == State.TO_BE_TRIED) {
                tried.incrementAndGet();
            }
        });

        assertThat(tried).hasValue(1);
    }

    @RepeatedTest(20)
    void losesNoFailureOfManyThreads() throws Exception {
        together(3, () -> breaker.failed(now));

        assertThat(breaker.isOpen()).isTrue();
    }

    private static void together(int count, Runnable action) throws Exception {
        var ready = new CyclicBarrier(count);
        Callable<Integer> task = () -> {
            int arrived = ready.await();
            action.run();
            return arrived;
        };
        try (var pool = Executors.newFixedThreadPool(count)) {
            for (var done : pool.invokeAll(Collections.nCopies(count, task))) {
                assertThat(done.get()).isBetween(0, count - 1);
            }
        }
    }

    private void open() {
        breaker.failed(now);
        breaker.failed(now);
        breaker.failed(now);
    }

    private void failProbe() {
        now += SECOND;
        assertThat(breaker.ask(now)).isEqualTo(State.TO_BE_TRIED);
        breaker.failed(now);
    }
}
