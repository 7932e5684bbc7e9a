package org.gatehouse.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BodyPace pace = new BodyPace(new GuardConfig(
            Duration.ofSeconds(10), Duration.ofSeconds(5), 1024, 100, List.of(), Duration.ofSeconds(2)));

    @Test
    void nothingIsTooSlowWithinTheGrace() {
        pace.waitFrom(0);

        assertThat(pace.tooSlow(5 * SECOND)).isFalse();
        assertThat(pace.tooSlow(5 * SECOND + 1)).isTrue();
    }

    @Test
    void theLeastRateIsMeasuredFromTheEndOfTheGrace() {
        pace.waitFrom(0);
        pace.received(2048);

        assertThat(pace.tooSlow(7 * SECOND)).isFalse();
        assertThat(pace.tooSlow(8 * SECOND)).isTrue();
    }

    @Test
    void timeInWhichWeDidNotAskForMoreIsNotTheClients() {
        pace.waitFrom(0);
        pace.waitEnds(SECOND);

        assertThat(pace.tooSlow(100 * SECOND)).isFalse();
        pace.waitFrom(100 * SECOND);
        assertThat(pace.tooSlow(103 * SECOND)).isFalse();
        assertThat(pace.tooSlow(105 * SECOND)).isTrue();
    }

    @Test
    void everyBodyStartsAnew() {
        pace.waitFrom(0);
        pace.received(5);
        pace.restart();

        assertThat(pace.bytes()).isZero();
        assertThat(pace.tooSlow(100 * SECOND)).isFalse();
    }
}
