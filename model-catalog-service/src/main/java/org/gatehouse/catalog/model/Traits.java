package org.gatehouse.catalog.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told about a model beside its name: all of it optional, none of it used to route. */
public record Traits(
        Description description,
        List<String> aliases,
        List<String> tags,
        @Nullable OnChain onChain) {

    public static final Traits NONE = new Traits(Description.NONE, List.of(), List.of(), null);

    public Traits {
        aliases = List.copyOf(aliases);
        tags = List.copyOf(tags);
    }

    public Traits withAliases(List<String> others) {
        return new Traits(description, others, tags, onChain);
    }

    Traits described(Description other) {
        return new Traits(other, aliases, tags, onChain);
    }
}
