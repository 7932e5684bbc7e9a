package org.gatehouse.gateway.docs;

import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import org.gatehouse.gateway.service.Service;
import org.gatehouse.gateway.service.Services;

/** The joined document, kept ready: fetched in the background, and of a service that is away the last one is shown. */
@Singleton
final class SuiteDocument {

    private final Map<String, ServiceDocument> documents = new ConcurrentSkipListMap<>();
    private final Services services;
    private final FetchDocument fetch;
    private final JoinDocuments join;
    private final JsonMapper json;
    private final ExecutorService executor;
    private volatile RenderedDocument rendered;

    SuiteDocument(
            Services services,
            FetchDocument fetch,
            JoinDocuments join,
            JsonMapper json,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.services = services;
        this.fetch = fetch;
        this.join = join;
        this.json = json;
        this.executor = executor;
        documents.put(EdgeDocument.SERVICE, fetch.own());
        this.rendered = render();
    }

    RenderedDocument current() {
        return rendered;
    }

    @Scheduled(fixedDelay = "${gatehouse.docs.refresh-interval}", initialDelay = "${gatehouse.docs.refresh-interval}")
    void refreshAll() {
        services.all().forEach(service -> executor.execute(() -> refresh(service)));
    }

    /** The first round, for each service as soon as it is up. */
    @Scheduled(fixedDelay = "500ms")
    void fetchMissing() {
        services.all().stream()
                .filter(service -> !documents.containsKey(service.name()))
                .forEach(service -> executor.execute(() -> refresh(service)));
    }

    private void refresh(Service service) {
        fetch.from(service).ifPresent(document -> {
            if (!document.equals(documents.put(service.name(), document))) {
                replace();
            }
        });
    }

    private synchronized void replace() {
        rendered = render();
    }

    private RenderedDocument render() {
        try {
            return new RenderedDocument(json.writeValueAsBytes(join.join(documents.values())));
        } catch (IOException e) {
            throw new UncheckedIOException("A tree of plain values can always be written", e);
        }
    }
}
