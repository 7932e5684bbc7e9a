package org.gatehouse.catalog.listing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.gatehouse.catalog.health.Health;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.Origin;
import org.jspecify.annotations.Nullable;

/** How a model is written: for clients in OpenAI's shape with additions, for relays with what is needed to reach it. */
final class ModelJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ModelJson() {}

    static byte[] forClients(Model model, @Nullable Health health) {
        var json = NODES.objectNode();
        json.put("id", model.id().value());
        json.put("object", "model");
        json.put("type", model.type().wire());
        describe(model, json);
        describe(model.traits().description(), json);
        texts(json, "tags", model.traits().tags());
        if (health != null) {
            json.set("health", json(health));
        }
        var onChain = model.traits().onChain();
        if (onChain != null) {
            json.put("blockchain_id", onChain.id());
            json.put("fee", onChain.fee().toString());
            json.put("stake", onChain.stake().toString());
        }
        return bytes(json);
    }

    /**
     * Relays resolve names by themselves, so every name in the feed leads to one model only. A type is told only where
     * somebody stated it, for a relay refuses by it.
     *
     * @param origins everywhere it can be had
     * @param bearsItsName whether the model's name leads to it here, and not to another one that bears it as well
     */
    static byte[] forRelays(Model model, Collection<Origin> origins, boolean bearsItsName) {
        var json = NODES.objectNode();
        json.put("id", model.id().value());
        describe(model, json);
        var stated = model.traits().description().type();
        if (stated != null) {
            json.put("type", stated.wire());
        }
        if (!bearsItsName) {
            json.put("name", model.id().value());
        }
        var onChain = model.traits().onChain();
        if (onChain != null && !onChain.id().equals(model.id().value())) {
            json.withArray("aliases").add(onChain.id());
        }
        var parameters = model.traits().description().parameters();
        if (parameters != null) {
            texts(json, "supported_parameters", parameters);
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
        var contextLength = model.traits().description().contextLength();
        if (contextLength != null) {
            json.put("context_length", contextLength);
        }
        var pricing = model.pricing();
        if (pricing != null) {
            json.putObject("pricing").put("prompt", pricing.promptText()).put("completion", pricing.completionText());
        }
        texts(json, "aliases", model.traits().aliases());
    }

    private static void describe(Description description, ObjectNode json) {
        var modalities = description.modalities();
        if (modalities != null) {
            var architecture = json.putObject("architecture");
            texts(architecture, "input_modalities", modalities.input());
            texts(architecture, "output_modalities", modalities.output());
        }
        var parameters = description.parameters();
        if (parameters != null) {
            texts(json, "supported_parameters", parameters);
        }
        var deprecation = description.deprecation();
        json.put("status", deprecation == null ? "available" : "deprecated");
        if (deprecation != null && deprecation.shutdown() != null) {
            json.put("shutdown_date", deprecation.shutdown().toString());
        }
    }

    private static ObjectNode json(Health health) {
        var json = NODES.objectNode().put("status", health.status().wire());
        var millis = health.firstTokenMillis();
        return millis == null ? json : json.put("time_to_first_token_ms", millis);
    }

    private static void texts(ObjectNode json, String field, Collection<String> texts) {
        var array = json.putArray(field);
        texts.forEach(array::add);
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
