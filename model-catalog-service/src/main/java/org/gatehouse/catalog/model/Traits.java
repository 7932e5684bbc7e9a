package org.gatehouse.catalog.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told about a model beside its name: all of it optional, none of it used to route. */
public record Traits(
        @Nullable Integer contextLength,
        List<String> aliases,
        List<String> tags,
        boolean deprecated,
        @Nullable OnChain onChain) {

    public static final Traits NONE = new Traits(null, List.of(), List.of(), false, null);

    public Traits {
        aliases = List.copyOf(aliases);
        tags = List.copyOf(tags);
    }

    public Traits withAliases(List<String> others) {
        return new Traits(contextLength, others, tags, deprecated, onChain);
    }
}
