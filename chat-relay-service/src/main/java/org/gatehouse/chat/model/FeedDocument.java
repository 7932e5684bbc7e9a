package org.gatehouse.chat.model;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The catalogue feed, {@code GET /internal/models}; what the relay does not need is not read. */
@Serdeable.Deserializable
record FeedDocument(List<Model> models) {

    FeedDocument {
        models = List.copyOf(models);
    }
}
