package org.gatehouse.catalog.listing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.gatehouse.catalog.model.Model;

/** Models as Anthropic writes them; what nobody has told is null, and an unknown release is the epoch, as there. */
final class AnthropicJson {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private AnthropicJson() {}

    static Page one(Model model) {
        return page(json(model));
    }

    static Page list(Paging.Part part) {
        var json = JsonNodeFactory.instance.objectNode();
        var data = json.putArray("data");
        part.models().forEach(model -> data.add(json(model)));
        json.put("has_more", part.hasMore());
        var models = part.models();
        json.put("first_id", models.isEmpty() ? null : models.getFirst().id().value());
        json.put("last_id", models.isEmpty() ? null : models.getLast().id().value());
        return page(json);
    }

    private static ObjectNode json(Model model) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("type", "model");
        json.put("id", model.id().value());
        json.put("display_name", model.name());
        json.put("created_at", created(model.origin().created()).toString());
        json.put("max_input_tokens", model.traits().description().contextLength());
        json.putNull("max_tokens");
        json.putNull("capabilities");
        json.put("lifecycle", "active");
        json.putNull("deprecated_at");
        json.putNull("retires_at");
        json.putNull("line");
        return json;
    }

    /** What a list says of a model's age may be any number. */
    private static Instant created(long seconds) {
        try {
            var at = Instant.ofEpochSecond(seconds);
            return at.isAfter(LATEST) ? Instant.EPOCH : at;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Page page(ObjectNode json) {
        return Page.of(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
