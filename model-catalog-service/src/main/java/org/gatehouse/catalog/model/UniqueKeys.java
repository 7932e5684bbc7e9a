package org.gatehouse.catalog.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Collects keys that lead to one model each; a key that two models claim leads to neither. */
final class UniqueKeys {

    private final Map<String, Model> found = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    void add(String key, Model model) {
        if (ambiguous.contains(key)) {
            return;
        }
        var other = found.putIfAbsent(key, model);
        if (other != null && !other.id().equals(model.id())) {
            found.remove(key);
            ambiguous.add(key);
        }
    }

    Map<String, Model> found() {
        return found;
    }
}
