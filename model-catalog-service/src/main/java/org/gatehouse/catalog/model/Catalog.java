package org.gatehouse.catalog.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All models that are served, each id once, in order of precedence; immutable. A name is looked up as an exact id, then as
 * an id in another case or a chain id, then as a name, then as an alias that only one model has. What is ambiguous resolves
 * to nothing: no request is ever served by another model than the one it named.
 */
public final class Catalog {

    private final Map<String, Model> byId = new LinkedHashMap<>();
    private final Map<String, Model> byFoldedId;
    private final Map<String, Model> byName;
    private final Map<String, Model> byAlias;

    private final Map<ModelId, List<Origin>> origins;

    private Catalog(
            Collection<Model> distinct, Map<ModelId, List<Origin>> origins, Map<String, ModelId> operatorAliases) {
        this.origins = origins;
        distinct.forEach(model -> byId.put(model.id().value(), model));
        byFoldedId = uniqueFoldedIds(distinct);
        byName = firstByName(distinct);
        byAlias = uniqueAliases(distinct);
        operatorAliases.forEach((alias, target) -> point(fold(alias), byId.get(target.value())));
        byAlias.keySet().removeIf(alias -> byFoldedId.containsKey(alias) || byName.containsKey(alias));
        showOnlyAliasesThatLeadHere();
    }

    /** A catalogue of what upstreams offer; an operator's alias beats what they call an alias, and yields to real ids and names. */
    public static Catalog of(Collection<Model> offered, Map<String, ModelId> operatorAliases) {
        var distinct = new LinkedHashMap<ModelId, Model>();
        var origins = new HashMap<ModelId, List<Origin>>();
        offered.stream().sorted(Model.PRECEDENCE).forEach(model -> {
            var first = distinct.computeIfAbsent(model.id(), id -> model);
            if (first.mayBe(model)) {
                addOnce(origins.computeIfAbsent(model.id(), id -> new ArrayList<>()), model.origin());
            }
        });
        return new Catalog(distinct.values(), origins, operatorAliases);
    }

    private static void addOnce(List<Origin> origins, Origin origin) {
        if (origins.stream().noneMatch(other -> other.upstream().equals(origin.upstream()))) {
            origins.add(origin);
        }
    }

    /** Everywhere the model can be had: each upstream that offers this very id and states no other type, once; the first is the model's own origin. */
    public List<Origin> origins(ModelId id) {
        return List.copyOf(origins.getOrDefault(id, List.of()));
    }

    public Collection<Model> models() {
        return byId.values();
    }

    public Optional<Model> resolve(String named) {
        var exact = byId.get(named);
        return exact != null ? Optional.of(exact) : resolveFolded(fold(named)).map(found -> current(found.id()));
    }

    private Optional<Model> resolveFolded(String folded) {
        return List.of(byFoldedId, byName, byAlias).stream()
                .filter(index -> index.containsKey(folded))
                .map(index -> index.get(folded))
                .findFirst();
    }

    private @Nullable Model current(ModelId id) {
        return byId.get(id.value());
    }

    private void point(String alias, @Nullable Model target) {
        if (target != null) {
            byAlias.put(alias, target);
        }
    }

    private static Map<String, Model> uniqueFoldedIds(Collection<Model> models) {
        var unique = new UniqueKeys();
        for (var model : models) {
            unique.add(fold(model.id().value()), model);
            var onChain = model.traits().onChain();
            if (onChain != null) {
                unique.add(fold(onChain.id()), model);
            }
        }
        return unique.found();
    }

    private static Map<String, Model> firstByName(Collection<Model> models) {
        var first = new HashMap<String, Model>();
        models.forEach(model -> first.putIfAbsent(fold(model.name()), model));
        return first;
    }

    private static Map<String, Model> uniqueAliases(Collection<Model> models) {
        var unique = new UniqueKeys();
        for (var model : models) {
            model.traits().aliases().forEach(alias -> unique.add(fold(alias), model));
        }
        return unique.found();
    }

    private void showOnlyAliasesThatLeadHere() {
        var leading = new HashMap<ModelId, TreeSet<String>>();
        byAlias.forEach((alias, model) ->
                leading.computeIfAbsent(model.id(), id -> new TreeSet<>()).add(alias));
        byId.replaceAll(
                (id, model) -> model.withAliases(List.copyOf(leading.getOrDefault(model.id(), new TreeSet<>()))));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
