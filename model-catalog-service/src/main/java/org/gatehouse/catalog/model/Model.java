package org.gatehouse.catalog.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the catalogue. */
public record Model(
        ModelId id,
        String name,
        ModelType type,
        Origin origin,
        Traits traits,
        @Nullable Pricing pricing) {

    /** The stated rule for duplicates: upstream name first, then the older entry, then the id. The first one wins. */
    public static final Comparator<Model> PRECEDENCE = Comparator.comparing(
                    (Model model) -> model.origin().upstream())
            .thenComparingLong(model -> model.origin().created())
            .thenComparing(Model::id)
            .thenComparing(model -> model.origin().upstreamModel());

    public Model withAliases(List<String> aliases) {
        return new Model(id, name, type, origin, traits.withAliases(aliases), pricing);
    }

    public Model withPricing(Pricing price) {
        return new Model(id, name, type, origin, traits, price);
    }

    /** What somebody else says of it goes over what it says of itself. */
    public Model described(Description other) {
        return new Model(id, name, type, origin, traits.described(other.over(traits.description())), pricing);
    }
}
