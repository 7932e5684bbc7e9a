package org.gatehouse.vault.change;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of changed secrets for as long as the service runs, and tells everybody who asked to be told. */
@Singleton
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long RECONNECT_MILLIS = 500;

    /** Who is told; quick, and never throws. */
    interface Hearer {

        /** A secret of this owner is new, changed or gone. */
        void changed(String owner);

        /** From now on nothing is missed; what was before may have been. */
        void listening();
    }

    private final ChangesRepository repository;
    private final Set<Hearer> hearers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean listening;

    Changes(ChangesRepository repository) {
        this.repository = repository;
    }

    void add(Hearer hearer) {
        hearers.add(hearer);
        if (listening) {
            hearer.listening();
        }
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("secret-changes").start(this::keepListening);
        }
    }

    void remove(Hearer hearer) {
        hearers.remove(hearer);
    }

    private void keepListening() {
        do {
            try {
                repository.listen(this::nothingIsMissed, this::changed, () -> closed.getCount() > 0);
            } catch (SQLException e) {
                if (closed.getCount() > 0) {
                    LOG.warn("The connection that hears of changed secrets is lost, trying again: {}", e.toString());
                }
            }
            listening = false;
        } while (!closedWithin(RECONNECT_MILLIS));
    }

    private void nothingIsMissed() {
        listening = true;
        hearers.forEach(Hearer::listening);
    }

    private void changed(String owner) {
        hearers.forEach(hearer -> hearer.changed(owner));
    }

    private boolean closedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
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
