package org.gatehouse.chat.count;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that counts tokens, so that counting never takes more than its share of the machine; few may wait for it. */
@Singleton
@Named(Counting.NAME)
public final class Counting implements Executor {

    public static final String NAME = "counting";

    private static final int MOST_WAITING = 256;

    private final ThreadPoolExecutor thread;

    Counting() {
        this(MOST_WAITING);
    }

    Counting(int mostWaiting) {
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), task -> {
            var counting = new Thread(task, NAME);
            counting.setDaemon(true);
            return counting;
        });
    }

    /**
     * Has it done when its turn comes.
     *
     * @throws RejectedExecutionException when too many wait, or the service stops
     */
    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
