package org.gatehouse.deploy.bench;

import java.util.Arrays;

/** Measured times in nanoseconds. Confined to the event loop until the load is over. */
final class Samples {
    private long[] values = new long[1 << 14];
    private int size;

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    int size() {
        return size;
    }

    /** In microseconds. */
    double quantile(double q) {
        if (size == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, Math.round(q * size))] / 1000.0;
    }
}
