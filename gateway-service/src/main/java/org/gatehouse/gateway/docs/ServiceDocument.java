package org.gatehouse.gateway.docs;

import java.util.Map;
import java.util.Optional;

/** One service's OpenAPI document, as the plain tree that YAML gives. */
record ServiceDocument(String service, Map<String, Object> tree) {

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

    Optional<String> text(String key) {
        return tree.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
