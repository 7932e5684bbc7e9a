package org.gatehouse.chat.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue feed, {@code GET /internal/models}; what the relay does not need is not read. */
@Serdeable.Deserializable
@JsonIgnoreProperties(ignoreUnknown = true)
record FeedDocument(List<Entry> models) {

    FeedDocument {
        models = List.copyOf(models);
    }

    /** One model as the feed writes it. */
    @Serdeable.Deserializable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(
            String id,
            @Nullable String name,
            String upstream,
            @JsonProperty("upstream_model") String upstreamModel,
            @Nullable List<String> aliases) {

        Model model() {
            return new Model(id, name, upstream, upstreamModel, aliases == null ? List.of() : aliases);
        }
    }
}
