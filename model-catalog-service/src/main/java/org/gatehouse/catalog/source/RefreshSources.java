package org.gatehouse.catalog.source;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.gatehouse.catalog.current.CurrentCatalog;
import org.gatehouse.catalog.sql.Changes;

/** Asks every source at start and then at its own pace, sooner after a failure; a slow source delays no other. */
@Singleton
final class RefreshSources implements ApplicationEventListener<StartupEvent> {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Sources sources;
    private final CurrentCatalog current;
    private final RefreshConfig config;
    private final TaskScheduler scheduler;
    private final ExecutorService threads;
    private volatile boolean closed;

    RefreshSources(
            Sources sources,
            CurrentCatalog current,
            RefreshConfig config,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads,
            Changes changes) {
        this.sources = sources;
        this.current = current;
        this.config = config;
        this.scheduler = scheduler;
        this.threads = threads;
        adoptCopies();
        changes.onChange(this::adoptCopies);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        sources.watched().forEach(this::askSoon);
    }

    private void adoptCopies() {
        sources.watched().forEach(source -> current.offer(source.source().upstream(), source.adopt()));
    }

    private void askSoon(WatchedSource source) {
        if (!closed) {
            threads.execute(() -> askAndPlan(source));
        }
    }

    private void askAndPlan(WatchedSource source) {
        try {
            current.offer(source.source().upstream(), source.refresh());
        } finally {
            plan(source);
        }
    }

    private void plan(WatchedSource source) {
        if (!closed) {
            var _ = scheduler.schedule(pause(source.standing().failures()), () -> askSoon(source));
        }
    }

    private Duration pause(int failures) {
        if (failures == 0) {
            return config.interval();
        }
        var retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return retry.compareTo(config.interval()) < 0 ? retry : config.interval();
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
