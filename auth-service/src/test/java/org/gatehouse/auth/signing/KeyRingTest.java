package org.gatehouse.auth.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final SigningConfig CONFIG = new SigningConfig(Duration.ofDays(30), Duration.ofHours(1));
    private static final SigningKey FIRST = SigningKey.generate(new SecureRandom(), START);
    private static final SigningKey SECOND = SigningKey.generate(new SecureRandom(), START.plus(Duration.ofDays(30)));

    private final KeyRing both = new KeyRing(List.of(SECOND, FIRST));

    @Test
    void wantsItsFirstKeyAtOnce() {
        assertThat(new KeyRing(List.of()).due(START, CONFIG)).contains(START);
    }

    @Test
    void wantsTheNextKeyInTimeForVerifiersToSeeIt() {
        var one = new KeyRing(List.of(FIRST));
        var inTime = SECOND.signsFrom().minus(Duration.ofHours(1));

        assertThat(one.due(inTime.minusSeconds(1), CONFIG)).isEmpty();
        assertThat(one.due(inTime, CONFIG)).contains(SECOND.signsFrom());
        assertThat(both.due(inTime, CONFIG)).isEmpty();
    }

    @Test
    void givesLateKeysTheirTimeToBeSeenToo() {
        var late = START.plus(Duration.ofDays(90));

        assertThat(new KeyRing(List.of(FIRST)).due(late, CONFIG)).contains(late.plus(Duration.ofHours(1)));
    }

    @Test
    void changesSignersExactlyOnTime() {
        assertThat(both.current(SECOND.signsFrom().minusNanos(1))).contains(FIRST);
        assertThat(both.current(SECOND.signsFrom())).contains(SECOND);
    }

    @Test
    void showsTheNextKeyBeforeItsTurnAndTheLastUntilItsTokensHaveExpired() {
        var end = SECOND.signsFrom().plus(LIFE);

        assertThat(both.shown(START, LIFE)).containsExactly(FIRST, SECOND);
        assertThat(both.shown(end.minusNanos(1), LIFE)).containsExactly(FIRST, SECOND);
        assertThat(both.shown(end, LIFE)).containsExactly(SECOND);
    }
}
