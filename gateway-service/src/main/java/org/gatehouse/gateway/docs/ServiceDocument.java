package org.gatehouse.gateway.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service's OpenAPI document, as the plain tree that YAML gives. */
record ServiceDocument(String service, Map<String, Object> tree) {

    private static final String FIRST = "/v1/";
    private static final String SECOND = "/api/v1/";

    /** The object under the keys, empty when there is none. */
    @SuppressWarnings("unchecked") // an OpenAPI object has text for keys
    static Map<String, Object> object(Object tree, String... keys) {
        Object here = tree;
        for (var key : keys) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return here instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    Map<String, Object> paths() {
        return object(tree, "paths");
    }

    Map<String, Object> components(String kind) {
        return object(tree, "components", kind);
    }

    /** What it says of its groups of operations. */
    Map<String, String> tags() {
        var tags = new HashMap<String, String>();
        if (tree.get("tags") instanceof List<?> list) {
            for (var each : list) {
                var tag = object(each);
                if (tag.get("name") instanceof String name && tag.get("description") instanceof String description) {
                    tags.put(name, description);
                }
            }
        }
        return tags;
    }

    /** Where the same operation is asked for with nothing before {@code /v1}; empty when this is no second address. */
    Optional<String> repeats(String method, String path) {
        var first = path.startsWith(SECOND) ? path.substring(SECOND.length() - FIRST.length()) : path;
        return !first.equals(path) && object(tree, "paths", first).containsKey(method)
                ? Optional.of(first)
                : Optional.empty();
    }

    Optional<String> text(String key) {
        return tree.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
