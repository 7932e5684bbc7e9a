package org.gatehouse.chat.model;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue, as far as the relay needs it.
 *
 * @param name a second name it may be asked for by, or null
 * @param upstream the upstream that has it
 * @param upstreamModel its name there
 */
@Serdeable.Deserializable
public record Model(
        String id,
        @Nullable String name,
        String upstream,
        String upstreamModel,
        @Nullable List<String> aliases) {

    public Model {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    @Override
    public List<String> aliases() {
        return aliases == null ? List.of() : aliases;
    }
}
