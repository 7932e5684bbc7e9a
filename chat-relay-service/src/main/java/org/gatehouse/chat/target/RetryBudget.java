package org.gatehouse.chat.target;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a fifth of all requests be asked a second time: when everything fails, retries would only make it worse. */
@Singleton
public final class RetryBudget {

    private static final int ONE = 5;
    private static final int MOST = 100 * ONE;

    private final AtomicInteger saved = new AtomicInteger(20 * ONE);

    public void request() {
        saved.updateAndGet(before -> Math.min(MOST, before + 1));
    }

    /** Takes one retry, if there is one left. */
    public boolean take() {
        return saved.getAndUpdate(before -> before >= ONE ? before - ONE : before) >= ONE;
    }
}
