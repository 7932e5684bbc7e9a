package org.gatehouse.catalog.current;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Model;

/** Holds what every upstream offers now and the catalogue made of it; readers never wait, a change is seen whole or not at all. */
@Singleton
public final class CurrentCatalog {

    private final Map<String, List<Model>> offers = new HashMap<>();
    private final List<CatalogListener> listeners;
    private volatile Catalog catalog = Catalog.of(List.of(), Map.of());

    CurrentCatalog(Collection<CatalogListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    public Catalog catalog() {
        return catalog;
    }

    /** Replaces all that one upstream offers. */
    public synchronized void offer(String upstream, List<Model> models) {
        if (!models.equals(offers.put(upstream, List.copyOf(models)))) {
            publish();
        }
    }

    private void publish() {
        var all = new ArrayList<Model>();
        offers.values().forEach(all::addAll);
        var next = Catalog.of(all, Map.of());
        catalog = next;
        listeners.forEach(listener -> listener.onChange(next));
    }
}
