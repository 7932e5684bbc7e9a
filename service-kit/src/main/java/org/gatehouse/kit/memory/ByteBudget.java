package org.gatehouse.kit.memory;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes of memory that bodies under way may hold. Who wants to hold some draws them first; what does not fit is refused at
 * once, never waited for. No owner gets more than a share, so that there is room for the others. Safe for all threads.
 */
public final class ByteBudget {

    /** Why bytes were not given. */
    public enum Shortage {
        /** All owners together hold too much. */
        TOTAL,
        /** The owner holds its share. */
        SHARE
    }

    private final ByteLimits limits;
    private final Map<String, Holding> holdings = new HashMap<>();
    private final Map<Shortage, Long> refused = new EnumMap<>(Shortage.class);
    private long held;

    private ByteBudget(ByteLimits limits) {
        this.limits = limits;
    }

    /** What one owner holds, over all its draws; gone with the last of them. */
    private static final class Holding {

        private int draws;
        private long bytes;
    }

    /** A budget of which nothing is drawn yet. */
    public static ByteBudget of(ByteLimits limits) {
        return new ByteBudget(limits);
    }

    /**
     * Draws bytes for one request; nothing is drawn when they do not fit.
     *
     * @param owner who is to hold them, for example the id of an account
     * @param bytes 0 for what is going to grow
     */
    public Optional<Draw> draw(String owner, long bytes) {
        synchronized (holdings) {
            var holding = holdings.computeIfAbsent(owner, unknown -> new Holding());
            if (take(holding, bytes)) {
                holding.draws++;
                return Optional.of(new Held(owner, holding, bytes));
            }
            forgetIfIdle(owner, holding);
            return Optional.empty();
        }
    }

    public ByteLimits limits() {
        return limits;
    }

    /** Bytes drawn and not given back. */
    public long held() {
        synchronized (holdings) {
            return held;
        }
    }

    /** How often bytes were refused for that reason. */
    public long refused(Shortage shortage) {
        synchronized (holdings) {
            return refused.getOrDefault(shortage, 0L);
        }
    }

    private boolean take(Holding holding, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative: " + bytes);
        }
        if (bytes > limits.perOwner() - holding.bytes) {
            refused.merge(Shortage.SHARE, 1L, Long::sum);
            return false;
        }
        if (bytes > limits.total() - held) {
            refused.merge(Shortage.TOTAL, 1L, Long::sum);
            return false;
        }
        holding.bytes += bytes;
        held += bytes;
        return true;
    }

    private void give(Holding holding, long bytes) {
        holding.bytes -= bytes;
        held -= bytes;
    }

    private void forgetIfIdle(String owner, Holding holding) {
        if (holding.draws == 0) {
            holdings.remove(owner);
        }
    }

    private final class Held implements Draw {

        private final String owner;
        private final Holding holding;
        private long bytes;
        private boolean closed;

        private Held(String owner, Holding holding, long bytes) {
            this.owner = owner;
            this.holding = holding;
            this.bytes = bytes;
        }

        @Override
        public boolean grow(long more) {
            synchronized (holdings) {
                if (closed || !take(holding, more)) {
                    return false;
                }
                bytes += more;
                return true;
            }
        }

        @Override
        public long bytes() {
            synchronized (holdings) {
                return bytes;
            }
        }

        @Override
        public void close() {
            synchronized (holdings) {
                if (!closed) {
                    closed = true;
                    give(holding, bytes);
                    bytes = 0;
                    holding.draws--;
                    forgetIfIdle(owner, holding);
                }
            }
        }
    }
}
