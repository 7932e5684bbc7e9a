package org.gatehouse.gateway.docs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the components of several documents under names that do not collide: the same thing of the same name is kept
 * once, another thing of the same name is called after its service, and its references follow.
 */
final class ComponentNames {

    private static final List<String> KINDS =
            List.of("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks");

    private final Map<String, Map<String, Object>> gathered = new TreeMap<>();

    /** Takes a document's components in; answers how any other part of it has its references put right. */
    Rewrite add(ServiceDocument document) {
        var rewrite = new Rewrite(renames(document));
        for (var kind : KINDS) {
            document.components(kind).forEach((name, component) -> {
                var free = rewrite.name(kind, name);
                gathered.computeIfAbsent(kind, _ -> new TreeMap<>()).put(free, rewrite.apply(component));
            });
        }
        return rewrite;
    }

    /** What refers to a renamed component is another thing too, even if it reads the same: so until nothing changes. */
    private Map<String, String> renames(ServiceDocument document) {
        var renamed = shortened(document);
        boolean changed;
        do {
            var rewrite = new Rewrite(Map.copyOf(renamed));
            var clashes = new HashMap<String, String>();
            for (var kind : KINDS) {
                var taken = gathered.getOrDefault(kind, Map.of());
                document.components(kind).forEach((name, component) -> {
                    var free = rewrite.name(kind, name);
                    if (taken.containsKey(free) && !rewrite.apply(component).equals(taken.get(free))) {
                        clashes.put(reference(kind, name), reference(kind, document.service() + "." + free));
                    }
                });
            }
            renamed.putAll(clashes);
            changed = !clashes.isEmpty();
        } while (changed);
        return renamed;
    }

    /** A schema that is called after a class inside another goes by its own name alone where that is free. */
    private static Map<String, String> shortened(ServiceDocument document) {
        var shortened = new HashMap<String, String>();
        var schemas = document.components("schemas");
        for (var name : schemas.keySet()) {
            var own = name.substring(name.lastIndexOf('.') + 1);
            if (!schemas.containsKey(own) && !shortened.containsValue(reference("schemas", own))) {
                shortened.put(reference("schemas", name), reference("schemas", own));
            }
        }
        return shortened;
    }

    Map<String, Map<String, Object>> gathered() {
        return gathered;
    }

    private static String reference(String kind, String name) {
        return "#/components/" + kind + "/" + name;
    }

    /** Copies a part of a document; a text that is a renamed reference, in {@code $ref} or a mapping, is the new one. */
    record Rewrite(Map<String, String> renamed) {

        String name(String kind, String name) {
            var reference = renamed.getOrDefault(reference(kind, name), name);
            return reference.substring(reference.lastIndexOf('/') + 1);
        }

        Object apply(@Nullable Object part) {
            return switch (part) {
                case null -> "";
                case Map<?, ?> map -> {
                    var copy = new LinkedHashMap<String, Object>();
                    map.forEach((key, value) -> copy.put(String.valueOf(key), apply(value)));
                    yield copy;
                }
                case List<?> list -> list.stream().map(this::apply).toList();
                case String text -> renamed.getOrDefault(text, text);
                default -> part;
            };
        }
    }
}
