package org.gatehouse.catalog.current;

import java.util.Map;
import java.util.Set;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.Pricing;

/** What operators have decided, as it holds now: it goes over what upstreams say. */
public record Decisions(
        Map<String, ModelId> aliases,
        Map<ModelId, Pricing> prices,
        Map<ModelId, Description> descriptions,
        Set<ModelId> hidden) {

    public static final Decisions NONE = new Decisions(Map.of(), Map.of(), Map.of(), Set.of());

    public Decisions {
        aliases = Map.copyOf(aliases);
        prices = Map.copyOf(prices);
        descriptions = Map.copyOf(descriptions);
        hidden = Set.copyOf(hidden);
    }
}
