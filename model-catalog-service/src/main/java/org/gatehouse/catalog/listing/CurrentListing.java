package org.gatehouse.catalog.listing;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.gatehouse.catalog.current.CatalogListener;
import org.gatehouse.catalog.health.HealthListener;
import org.gatehouse.catalog.health.SeenByRelays;
import org.gatehouse.catalog.model.Catalog;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/** Builds the bytes once for each change of the catalogue or of its models' health, so that a request only hands them out. */
@Singleton
final class CurrentListing implements CatalogListener, HealthListener, GracefulShutdownCapable {

    private final Sinks.Many<String> tags = Sinks.many().replay().latest();
    private Catalog catalog = Catalog.of(List.of(), Map.of());
    private SeenByRelays seen = SeenByRelays.NOTHING;
    private volatile Listing listing = new Listing(catalog, seen);

    CurrentListing() {
        tell(listing.feed().etag());
    }

    Listing listing() {
        return listing;
    }

    /** The feed's ETag as it is, and each one after it; a slow reader is told the latest only. */
    Flux<String> feedTags() {
        return tags.asFlux().onBackpressureLatest().distinctUntilChanged();
    }

    @Override
    public synchronized void onChange(Catalog next) {
        catalog = next;
        rebuild();
    }

    @Override
    public synchronized void onChange(SeenByRelays next) {
        seen = next;
        rebuild();
    }

    private void rebuild() {
        listing = new Listing(catalog, seen);
        tell(listing.feed().etag());
    }

    /** Changes come one at a time; only after the shutdown is there nobody to tell. */
    private void tell(String etag) {
        var told = tags.tryEmitNext(etag);
        if (told != EmitResult.FAIL_TERMINATED) {
            told.orThrow();
        }
    }

    /** Streams that never end would hold up the shutdown: relays come back to another replica. */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        var _ = tags.tryEmitComplete();
        return CompletableFuture.completedStage(null);
    }
}
