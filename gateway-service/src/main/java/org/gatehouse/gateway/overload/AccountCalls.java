package org.gatehouse.gateway.overload;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of each account that are under way, so that nobody holds up all others. Safe for all event loops. */
public final class AccountCalls {

    private final int most;
    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /** Zero is no limit. */
    public AccountCalls(int most) {
        this.most = most;
    }

    /** Whether the account may have one more; who was let in is told of by {@link #left}. */
    public boolean entered(String account) {
        if (most == 0) {
            return true;
        }
        if (underWay.merge(account, 1, Integer::sum) > most) {
            left(account);
            refused.increment();
            return false;
        }
        return true;
    }

    public void left(String account) {
        if (most > 0) {
            underWay.computeIfPresent(account, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    public int underWay(String account) {
        return underWay.getOrDefault(account, 0);
    }

    /** Calls turned away so far. */
    public long refused() {
        return refused.sum();
    }
}
