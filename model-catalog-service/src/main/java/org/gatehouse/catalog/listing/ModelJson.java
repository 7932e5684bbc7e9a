package org.gatehouse.catalog.listing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.Origin;

/** How a model is written: for clients in OpenAI's shape with additions, for relays with what is needed to reach it. */
final class ModelJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ModelJson() {}

    static byte[] forClients(Model model) {
        var json = NODES.objectNode();
        json.put("id", model.id().value());
        json.put("object", "model");
        describe(model, json);
        texts(json, "tags", model.traits().tags());
        json.put("status", model.traits().deprecated() ? "deprecated" : "available");
        var onChain = model.traits().onChain();
        if (onChain != null) {
            json.put("blockchain_id", onChain.id());
            json.put("fee", onChain.fee().toString());
            json.put("stake", onChain.stake().toString());
        }
        return bytes(json);
    }

    /**
     * Relays resolve names by themselves, so every name in the feed leads to one model only.
     *
     * @param origins everywhere it can be had
     * @param bearsItsName whether the model's name leads to it here, and not to another one that bears it as well
     */
    static byte[] forRelays(Model model, Collection<Origin> origins, boolean bearsItsName) {
        var json = NODES.objectNode();
        json.put("id", model.id().value());
        describe(model, json);
        if (!bearsItsName) {
            json.put("name", model.id().value());
        }
        var onChain = model.traits().onChain();
        if (onChain != null && !onChain.id().equals(model.id().value())) {
            json.withArray("aliases").add(onChain.id());
        }
        json.put("upstream", model.origin().upstream());
        json.put("upstream_model", model.origin().upstreamModel());
        var targets = json.putArray("targets");
        for (var origin : origins) {
            targets.addObject().put("upstream", origin.upstream()).put("upstream_model", origin.upstreamModel());
        }
        return bytes(json);
    }

    private static void describe(Model model, ObjectNode json) {
        json.put("created", model.origin().created());
        json.put("owned_by", model.origin().ownedBy());
        json.put("name", model.name());
        json.put("type", model.type().wire());
        var contextLength = model.traits().contextLength();
        if (contextLength != null) {
            json.put("context_length", contextLength);
        }
        var pricing = model.pricing();
        if (pricing != null) {
            json.putObject("pricing").put("prompt", pricing.promptText()).put("completion", pricing.completionText());
        }
        texts(json, "aliases", model.traits().aliases());
    }

    private static void texts(ObjectNode json, String field, Collection<String> texts) {
        var array = json.putArray(field);
        texts.forEach(array::add);
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
