package org.gatehouse.catalog.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models for tests, each named by what matters in it. */
public final class Models {

    private Models() {}

    public static Model model(String upstream, String id) {
        return named(upstream, id, id, 0);
    }

    public static Model named(String upstream, String id, String name, long created) {
        return new Model(new ModelId(id), name, new Origin(upstream, id, upstream, created), Traits.NONE, null);
    }

    public static Model aliased(String upstream, String id, String... aliases) {
        return model(upstream, id).withAliases(List.of(aliases));
    }

    public static Model priced(String id, @Nullable String price) {
        var plain = model("one", id);
        return price == null
                ? plain
                : plain.withPricing(Pricing.parse(price, price).orElseThrow());
    }
}
