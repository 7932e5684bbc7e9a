package org.gatehouse.kit.ambient;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** UUID version 7 (RFC 9562): the millisecond in front keeps index pages together, 74 random bits keep it unguessable. */
final class TimeOrderedIds implements IdSource {

    private final InstantSource clock;
    private final SecureRandom random;

    TimeOrderedIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        var high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        var low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
