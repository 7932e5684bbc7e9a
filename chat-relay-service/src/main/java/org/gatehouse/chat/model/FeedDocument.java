package org.gatehouse.chat.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
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
            @Nullable List<String> aliases,
            @Nullable String type,
            @JsonProperty("context_length") @Nullable Integer contextLength,
            @JsonProperty("supported_parameters") @Nullable List<String> parameters,
            @Nullable List<Target> targets) {

        Model model() {
            return new Model(
                    id,
                    name,
                    type,
                    upstream,
                    upstreamModel,
                    contextLength,
                    aliases == null ? List.of() : aliases,
                    others(),
                    parameters == null ? Set.of() : Set.copyOf(parameters));
        }

        private List<Model.Elsewhere> others() {
            return targets == null
                    ? List.of()
                    : targets.stream()
                            .filter(target -> !target.upstream().equals(upstream))
                            .map(target -> new Model.Elsewhere(target.upstream(), target.upstreamModel()))
                            .toList();
        }
    }

    /** An upstream that has the model. */
    @Serdeable.Deserializable
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Target(
            String upstream, @JsonProperty("upstream_model") String upstreamModel) {}
}
