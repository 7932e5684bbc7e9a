package org.gatehouse.chat.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue, as far as the relay needs it.
 *
 * @param name a second name it may be asked for by, or null
 * @param type what it does: {@code chat}, {@code embedding}, …; null when the catalogue does not say
 * @param upstream the upstream that has it
 * @param upstreamModel its name there
 * @param contextLength how many tokens a prompt and its answer may have together, or null when the catalogue does not say
 * @param others further upstreams that have the very same model
 * @param parameters the members of a request that it is said to take; empty when the catalogue does not say
 */
public record Model(
        String id,
        @Nullable String name,
        @Nullable String type,
        String upstream,
        String upstreamModel,
        @Nullable Integer contextLength,
        List<String> aliases,
        List<Elsewhere> others,
        Set<String> parameters) {

    /** One of which no parameters are known. */
    public Model(
            String id,
            @Nullable String name,
            @Nullable String type,
            String upstream,
            String upstreamModel,
            @Nullable Integer contextLength,
            List<String> aliases,
            List<Elsewhere> others) {
        this(id, name, type, upstream, upstreamModel, contextLength, aliases, others, Set.of());
    }

    public Model {
        aliases = List.copyOf(aliases);
        others = List.copyOf(others);
        parameters = Set.copyOf(parameters);
    }

    /** Another upstream that has the model, and its name there. */
    public record Elsewhere(String upstream, String upstreamModel) {}

    /** The model once for each upstream that has it. */
    public List<Model> ways() {
        if (others.isEmpty()) {
            return List.of(this);
        }
        var ways = new ArrayList<Model>(1 + others.size());
        ways.add(this);
        for (Elsewhere other : others) {
            ways.add(new Model(
                    id,
                    name,
                    type,
                    other.upstream(),
                    other.upstreamModel(),
                    contextLength,
                    aliases,
                    List.of(),
                    parameters));
        }
        return ways;
    }
}
