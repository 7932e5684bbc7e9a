package org.gatehouse.catalog.current;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Model;

/** Holds what every upstream offers now, what operators decided, and the catalogue made of both; readers never wait, a change is seen whole or not at all. */
@Singleton
public final class CurrentCatalog {

    private final Map<String, List<Model>> offers = new HashMap<>();
    private final List<CatalogListener> listeners;
    private Decisions decisions = Decisions.NONE;
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

    /** Replaces all that operators have decided. */
    public synchronized void decide(Decisions next) {
        if (!next.equals(decisions)) {
            decisions = next;
            publish();
        }
    }

    private void publish() {
        var shown = offers.values().stream()
                .flatMap(List::stream)
                .filter(model -> !decisions.hidden().contains(model.id()))
                .map(this::decided)
                .toList();
        var next = Catalog.of(shown, decisions.aliases());
        catalog = next;
        listeners.forEach(listener -> listener.onChange(next));
    }

    private Model decided(Model model) {
        var description = decisions.descriptions().get(model.id());
        var described = description == null ? model : model.described(description);
        var price = decisions.prices().get(model.id());
        return price == null ? described : described.withPricing(price);
    }
}
