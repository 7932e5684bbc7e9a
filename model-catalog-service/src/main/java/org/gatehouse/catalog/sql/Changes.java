package org.gatehouse.catalog.sql;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when any replica may have changed something in the database. It has everybody look once a second anyway: prices begin
 * to hold by the clock, and a lost notification then costs little.
 */
@Singleton
public final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

    private final ChangesRepository repository;
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    Changes(ChangesRepository repository) {
        this.repository = repository;
    }

    /** Calls {@code look} until the service stops, always on the same thread. */
    public void onChange(Runnable look) {
        looks.add(look);
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("catalog-changes").start(this::keepListening);
        }
    }

    private void keepListening() {
        do {
            try {
                repository.listen(this::look, LOOK_ANYWAY);
            } catch (DatabaseException e) {
                if (closed.getCount() > 0) {
                    LOG.warn("the connection that hears of changes is lost, trying again", e);
                }
            }
        } while (!closedWithin(LOOK_ANYWAY));
    }

    /** Whether to go on. */
    private boolean look() {
        if (closed.getCount() == 0) {
            return false;
        }
        looks.forEach(Runnable::run);
        return true;
    }

    private boolean closedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @PreDestroy
    void close() {
        closed.countDown();
    }
}
