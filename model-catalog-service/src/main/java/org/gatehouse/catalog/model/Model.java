package org.gatehouse.catalog.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the catalogue. */
public record Model(
        ModelId id,
        String name,
        Origin origin,
        Traits traits,
        @Nullable Pricing pricing) {

    /** The stated rule for duplicates: upstream name first, then the older entry, then the id. The first one wins. */
    public static final Comparator<Model> PRECEDENCE = Comparator.comparing(
                    (Model model) -> model.origin().upstream())
            .thenComparingLong(model -> model.origin().created())
            .thenComparing(Model::id)
            .thenComparing(model -> model.origin().upstreamModel());

    /** The type that somebody stated, or else the one that its name suggests. */
    public ModelType type() {
        var stated = traits.description().type();
        return stated == null ? ModelType.suggestedBy(suggestive()) : stated;
    }

    /** A model of a chain has an id that says nothing. */
    private String suggestive() {
        return traits.onChain() == null ? id.value() : name;
    }

    /** Whether both may be one model: only two types that were stated can contradict each other. */
    boolean mayBe(Model other) {
        var mine = traits.description().type();
        var its = other.traits.description().type();
        return mine == null || its == null || mine == its;
    }

    public Model withAliases(List<String> aliases) {
        return new Model(id, name, origin, traits.withAliases(aliases), pricing);
    }

    public Model withPricing(@Nullable Pricing price) {
        return new Model(id, name, origin, traits, price);
    }

    /** What somebody else says of it goes over what it says of itself. */
    public Model described(Description other) {
        return new Model(id, name, origin, traits.described(other.over(traits.description())), pricing);
    }
}
