package org.gatehouse.catalog.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.catalog.model.Model;

/** Writes a list so that {@link CatalogEntries} reads the same models again. */
final class CopyText {

    private CopyText() {}

    static String write(List<Model> models) {
        var root = JsonNodeFactory.instance.objectNode();
        var array = root.putArray("models");
        models.forEach(model -> write(model, array.addObject()));
        return root.toString();
    }

    /** A copy that an older version wrote and this one cannot read is no copy: the source will be asked. */
    static List<Model> read(String upstream, String text) {
        var reading = new ListParser("models", new CatalogEntries(upstream)::read)
                .parse(text.getBytes(StandardCharsets.UTF_8), Validators.NONE);
        return reading instanceof Reading.Listed listed ? listed.list().models() : List.of();
    }

    private static void write(Model model, ObjectNode json) {
        json.put("id", model.id().value());
        json.put("name", model.name());
        json.put("upstream_model", model.origin().upstreamModel());
        json.put("owned_by", model.origin().ownedBy());
        json.put("created", model.origin().created());
        var traits = model.traits();
        Described.write(traits.description(), json);
        traits.aliases().forEach(json.putArray("aliases")::add);
        traits.tags().forEach(json.putArray("tags")::add);
        var pricing = model.pricing();
        if (pricing != null) {
            json.putObject("pricing").put("prompt", pricing.promptText()).put("completion", pricing.completionText());
        }
        var onChain = traits.onChain();
        if (onChain != null) {
            json.put("blockchain_id", onChain.id());
            json.put("fee", onChain.fee().toString());
            json.put("stake", onChain.stake().toString());
        }
    }
}
