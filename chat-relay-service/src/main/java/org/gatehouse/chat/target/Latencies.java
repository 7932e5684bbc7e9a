package org.gatehouse.chat.target;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The last latencies of a target. Their median is told with two digits, and the same one again until it has moved by a fifth:
 * whoever caches what is told is not disturbed by noise. Not safe for several threads.
 */
final class Latencies {

    private static final int MOST = 64;
    private static final double A_FIFTH = 0.2;
    private static final int UNTOLD = -1;

    private final int[] millis = new int[MOST];
    private int added;
    private int told = UNTOLD;

    void add(long latencyMillis) {
        millis[added % MOST] = (int) Math.min(Integer.MAX_VALUE, latencyMillis);
        added = added + 1 < 2 * MOST ? added + 1 : MOST;
    }

    /** The median in milliseconds; empty before the first one. */
    OptionalInt median() {
        if (added == 0) {
            return OptionalInt.empty();
        }
        var sorted = Arrays.copyOf(millis, Math.min(added, MOST));
        Arrays.sort(sorted);
        int median = sorted[(sorted.length - 1) / 2];
        if (told == UNTOLD || Math.abs(median - told) > told * A_FIFTH) {
            told = twoDigits(median);
        }
        return OptionalInt.of(told);
    }

    private static int twoDigits(int value) {
        int unit = 1;
        for (int rest = value; rest >= 100; rest /= 10) {
            unit *= 10;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.round((double) value / unit) * unit);
    }
}
