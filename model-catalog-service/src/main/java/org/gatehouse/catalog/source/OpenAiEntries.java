package org.gatehouse.catalog.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.Origin;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.catalog.model.Traits;
import org.jspecify.annotations.Nullable;

/** An entry of {@code GET /models} in OpenAI's shape, with what vLLM, Groq, Mistral, Together and OpenRouter add to it. */
final class OpenAiEntries {

    private static final Set<String> UNKNOWN = Set.of("-1", "-1.0", "-1.00");

    private final String upstream;

    OpenAiEntries(String upstream) {
        this.upstream = upstream;
    }

    Optional<Model> read(Entry entry) {
        var upstreamModel = entry.requiredText("id");
        var id = ModelId.parse(upstreamModel).orElseThrow(() -> new Entry.Unusable("id is too long or not printable"));
        var origin = new Origin(
                upstream,
                upstreamModel,
                entry.text("owned_by").orElse(upstream),
                entry.seconds("created").orElse(0));
        return Optional.of(new Model(id, name(entry, id), origin, traits(entry), pricing(entry)));
    }

    private static String name(Entry entry, ModelId id) {
        return Stream.of("name", "display_name")
                .flatMap(field -> entry.text(field).stream())
                .flatMap(text -> ModelId.parse(text).stream())
                .map(ModelId::value)
                .findFirst()
                .orElse(id.value());
    }

    private static Traits traits(Entry entry) {
        return new Traits(Described.by(entry), printable(entry.texts("aliases")), entry.texts("tags"), null);
    }

    static List<String> printable(List<String> texts) {
        return texts.stream().filter(text -> ModelId.parse(text).isPresent()).toList();
    }

    /** No price at all is a free or an unknown one, as OpenRouter's -1 is; one that cannot be right is left out and remarked upon. */
    static @Nullable Pricing pricing(Entry entry) {
        var stated = entry.object("pricing");
        if (stated.isEmpty() || !(stated.get().has("prompt") || stated.get().has("completion"))) {
            return null;
        }
        var prompt = decimal(stated.get().json().path("prompt"));
        var completion = decimal(stated.get().json().path("completion"));
        if (isUnknown(prompt) || isUnknown(completion)) {
            return null;
        }
        var pricing = Pricing.parse(prompt, completion);
        if (pricing.isEmpty()) {
            entry.remark("pricing is not a pair of prices between 0 and 1 USD per token");
        }
        return pricing.orElse(null);
    }

    private static boolean isUnknown(String price) {
        return UNKNOWN.contains(price);
    }

    private static String decimal(JsonNode price) {
        if (price.isTextual()) {
            return price.textValue().strip();
        }
        return price.isNumber() ? price.decimalValue().toString() : "";
    }
}
