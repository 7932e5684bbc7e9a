package org.gatehouse.kit.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class TimeOrderedIdsTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");

    private final IdSource ids = new TimeOrderedIds(InstantSource.fixed(TIME), new SecureRandom());

    @Test
    void areOfVersionSevenAndTheRfcVariant() {
        assertThat(ids.next().version()).isEqualTo(7);
        assertThat(ids.next().variant()).isEqualTo(2);
    }

    @Test
    void beginWithTheMillisecond() {
        assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
    }

    @Test
    void sortByTime() {
        var later = new TimeOrderedIds(InstantSource.fixed(TIME.plusMillis(1)), new SecureRandom());

        assertThat(ids.next().toString()).isLessThan(later.next().toString());
    }

    @Test
    void differWithinOneMillisecond() {
        var seen = new HashSet<>();
        for (var i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }
}
