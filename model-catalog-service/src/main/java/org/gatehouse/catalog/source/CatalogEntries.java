package org.gatehouse.catalog.source;

import java.math.BigInteger;
import java.util.Optional;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.OnChain;
import org.gatehouse.catalog.model.Origin;
import org.gatehouse.catalog.model.Traits;
import org.jspecify.annotations.Nullable;

/** An entry in the catalogue's own shape: OpenAI's, with all that a model can have. Files are written in it. */
final class CatalogEntries {

    private final OpenAiEntries openAi;

    CatalogEntries(String upstream) {
        openAi = new OpenAiEntries(upstream);
    }

    Optional<Model> read(Entry entry) {
        return openAi.read(entry).map(plain -> withAllItHas(plain, entry));
    }

    private static Model withAllItHas(Model plain, Entry entry) {
        var origin = new Origin(
                plain.origin().upstream(),
                entry.exactText("upstream_model").orElse(plain.origin().upstreamModel()),
                plain.origin().ownedBy(),
                plain.origin().created());
        var traits = plain.traits();
        var whole = new Traits(traits.description(), traits.aliases(), traits.tags(), onChain(entry));
        return new Model(plain.id(), plain.name(), origin, whole, plain.pricing());
    }

    private static @Nullable OnChain onChain(Entry entry) {
        return entry.exactText("blockchain_id")
                .map(id -> new OnChain(id, wei(entry, "fee"), wei(entry, "stake")))
                .orElse(null);
    }

    private static BigInteger wei(Entry entry, String field) {
        return entry.integer(field).orElse(BigInteger.ZERO);
    }
}
