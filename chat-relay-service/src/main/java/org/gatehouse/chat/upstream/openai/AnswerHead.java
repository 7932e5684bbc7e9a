package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.UUID;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/** The members that each chunk of an answer has alike: taken from where they come first, and made where none come. */
final class AnswerHead {

    private static final InstantSource CLOCK = InstantSource.system();

    private final String object;
    private final String asked;
    private @Nullable String id;
    private @Nullable String model;
    private long created;

    /**
     * Makes one.
     *
     * @param object the word for this kind of document
     * @param asked the model that was asked, for answers that name none
     */
    AnswerHead(String object, String asked) {
        this.object = object;
        this.asked = asked;
    }

    @Nullable
    String id() {
        return id;
    }

    void take(@Nullable String givenId, @Nullable String givenModel) {
        id = id == null ? givenId : id;
        model = model == null ? givenModel : model;
    }

    /** Puts in what is missing, first as clients are used to see it. */
    ObjectNode fill(ObjectNode document) {
        take(text(document.path("id")), text(document.path("model")));
        if (id == null) {
            id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
        }
        JsonNode given = document.path("created");
        if (created == 0) {
            created = given.isNumber() && given.longValue() > 0
                    ? given.longValue()
                    : CLOCK.instant().getEpochSecond();
        }
        ObjectNode filled = JsonTree.object().put("id", id).put("object", object);
        if (given.isIntegralNumber()) {
            filled.set("created", given);
        } else {
            filled.put("created", created);
        }
        String named = text(document.path("model"));
        filled.put("model", named == null ? model() : named);
        document.properties().forEach(member -> filled.putIfAbsent(member.getKey(), member.getValue()));
        return filled;
    }

    private String model() {
        return model == null ? asked : model;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }
}
