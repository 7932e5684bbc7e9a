package org.gatehouse.chat.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One state of the catalogue, looked up by hash. A name stands for the model with exactly this id; else for the one model
 * that has it as its name; else for the one that has it as an alias, both regardless of case. A name that two models share
 * stands for none.
 */
final class Snapshot {

    private final Map<String, Model> byId;
    private final Map<String, Model> byName;
    private final Map<String, Model> byAlias;

    /**
     * Indexes the models.
     *
     * @throws IllegalArgumentException when two models have the same id: such a list is not to be trusted
     */
    Snapshot(List<Model> models) {
        byId = HashMap.newHashMap(models.size());
        byName = HashMap.newHashMap(models.size());
        byAlias = HashMap.newHashMap(models.size());
        var sharedNames = new HashSet<String>();
        var sharedAliases = new HashSet<String>();
        for (Model model : models) {
            if (byId.put(model.id(), model) != null) {
                throw new IllegalArgumentException("duplicate model id");
            }
            String name = model.name();
            if (name != null) {
                index(byName, sharedNames, name, model);
            }
            index(byAlias, sharedAliases, model.id(), model);
            model.aliases().forEach(alias -> index(byAlias, sharedAliases, alias, model));
        }
    }

    private static void index(Map<String, Model> index, Set<String> shared, String name, Model model) {
        String key = name.toLowerCase(Locale.ROOT);
        if (shared.contains(key)) {
            return;
        }
        Model other = index.putIfAbsent(key, model);
        if (other != null && !other.equals(model)) {
            index.remove(key);
            shared.add(key);
        }
    }

    Optional<Model> find(String name) {
        Model exact = byId.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        String key = name.toLowerCase(Locale.ROOT);
        Model named = byName.get(key);
        return Optional.ofNullable(named != null ? named : byAlias.get(key));
    }

    /** The same, among the models that the names in {@code allowed} stand for; an empty collection allows all. */
    Optional<Model> find(String name, Collection<String> allowed) {
        return find(name)
                .filter(model -> allowed.isEmpty()
                        || allowed.stream()
                                .anyMatch(one -> find(one).filter(model::equals).isPresent()));
    }

    /** Ids that the name was probably meant to be, among those it may lead to. */
    List<String> near(String name, Collection<String> allowed) {
        List<Model> visible = byId.values().stream()
                .filter(model -> find(model.id(), allowed).isPresent())
                .toList();
        return NearNames.of(name, visible);
    }

    int size() {
        return byId.size();
    }
}
