package org.gatehouse.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final ConcurrencyLimit limit = new ConcurrencyLimit(new OverloadConfig(10, 1000, 200, 2));
    private long now = MILLI;
    private long served;

    /**
     * A service that works on so many at once, each for so long, what is more waits in line; asked as fast as the rate.
     * Time is counted in milliseconds.
     */
    private void serve(int atOnce, int workMillis, int arrivalsPerMilli, int millis) {
        var line = new ArrayDeque<Long>();
        double free = 0;
        for (int i = 0; i < millis; i++) {
            now += MILLI;
            for (int a = 0; a < arrivalsPerMilli; a++) {
                if (limit.enter()) {
                    line.add(now);
                }
            }
            free = Math.min(free + (double) atOnce / workMillis, atOnce);
            while (free >= 1 && !line.isEmpty() && now - line.peek() >= workMillis * MILLI) {
                limit.answered(line.remove(), now);
                served++;
                free--;
            }
        }
        line.forEach(waiting -> limit.leave());
    }

    @Test
    void turnsAwayWhatIsOverTheLimitAndCountsIt() {
        for (int i = 0; i < 200; i++) {
            assertThat(limit.enter()).isTrue();
        }
        assertThat(limit.enter()).isFalse();
        assertThat(limit.shed()).isEqualTo(1);
        limit.leave();
        assertThat(limit.enter()).isTrue();
        assertThat(limit.waiting()).isEqualTo(200);
    }

    @Test
    void growsWhileAnswersComeAsQuicklyAsEver() {
        serve(1000, 10, 20, 5_000);
        assertThat(limit.limit()).isGreaterThan(250);
    }

    @Test
    void staysWhereItIsWhenNobodyNeedsMore() {
        serve(1000, 10, 1, 5_000);
        assertThat(limit.limit()).isEqualTo(200);
    }

    @Test
    void fallsWhenRequestsQueueAndKeepsTheServiceBusyAllTheSame() {
        serve(20, 10, 1, 2_000); // half of what it can: this is how quick it is
        served = 0;
        serve(20, 10, 8, 10_000); // four times what it can
        assertThat(limit.limit()).isBetween(10, 120);
        assertThat(served).isGreaterThan((long) (0.8 * 2 * 10_000));
        assertThat(limit.shed()).isPositive();
    }
}
