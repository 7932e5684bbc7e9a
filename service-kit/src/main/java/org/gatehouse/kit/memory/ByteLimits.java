package org.gatehouse.kit.memory;

import io.netty.util.internal.PlatformDependent;

/**
 * What a budget has to give.
 *
 * @param total bytes for all owners together
 * @param perOwner bytes for any one of them
 */
public record ByteLimits(long total, long perOwner) {

    /** A body may be held twice for a moment, and the process needs room beside the bodies. */
    private static final int PART_OF_MEMORY = 3;

    private static final int PERCENT = 100;

    public ByteLimits {
        if (total < 1 || perOwner < 1 || perOwner > total) {
            throw new IllegalArgumentException("not a budget: " + total + " bytes, " + perOwner + " for each owner");
        }
    }

    /**
     * A third of what this process may use of heap or of direct memory, whichever is less.
     *
     * @param sharePercent how much of it one owner may hold, 1 to 100
     */
    public static ByteLimits ofThisProcess(int sharePercent) {
        long memory = Math.min(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
        return of(memory / PART_OF_MEMORY, sharePercent);
    }

    /**
     * So many bytes.
     *
     * @param sharePercent how much of it one owner may hold, 1 to 100
     */
    public static ByteLimits of(long total, int sharePercent) {
        return new ByteLimits(total, total / PERCENT * sharePercent + total % PERCENT * sharePercent / PERCENT);
    }
}
