package org.gatehouse.chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue, as far as the relay needs it.
 *
 * @param name a second name it may be asked for by, or null
 * @param upstream the upstream that has it
 * @param upstreamModel its name there
 */
public record Model(String id, @Nullable String name, String upstream, String upstreamModel, List<String> aliases) {

    public Model {
        aliases = List.copyOf(aliases);
    }
}
