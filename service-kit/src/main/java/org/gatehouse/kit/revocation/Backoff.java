package org.gatehouse.kit.revocation;

import io.micronaut.context.annotation.Prototype;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from a tenth of a second to five, each cut by up to half at random so that replicas spread. */
@Prototype
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration pause = FIRST;

    Backoff(SecureRandom random) {
        this.random = random;
    }

    Duration next() {
        var chosen = pause.multipliedBy(500 + random.nextInt(501)).dividedBy(1000);
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return chosen;
    }

    void reset() {
        pause = FIRST;
    }
}
