package org.gatehouse.catalog.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gatehouse.catalog.health.SeenByRelays;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;

/** One catalogue with all its bytes prebuilt; immutable, so a reader sees one state from beginning to end. */
final class Listing {

    private final Catalog catalog;
    private final Map<ModelId, Page> models = new LinkedHashMap<>();
    private final Page all;
    private final Page feed;

    Listing(Catalog catalog, SeenByRelays seen) {
        this.catalog = catalog;
        catalog.models().forEach(model -> models.put(model.id(), page(model, seen)));
        all = list(models.values().stream().map(Page::body).toList());
        feed = Page.joined(
                "{\"models\":[", catalog.models().stream().map(this::forRelays).toList(), "]}");
    }

    private Page page(Model model, SeenByRelays seen) {
        var health = seen.of(catalog.origins(model.id())).orElse(null);
        return Page.of(ModelJson.forClients(model, health));
    }

    Page all() {
        return all;
    }

    Page feed() {
        return feed;
    }

    /** What the names on a key stand for at this moment, found as the relay finds them; no names at all stand for everything. */
    Predicate<ModelId> allowedBy(Set<String> names) {
        if (names.isEmpty()) {
            return _ -> true;
        }
        var allowed = names.stream()
                .flatMap(name -> catalog.resolve(name).stream())
                .map(Model::id)
                .collect(Collectors.toSet());
        return allowed::contains;
    }

    Page visibleTo(Predicate<ModelId> visible) {
        var elements = new ArrayList<byte[]>();
        models.forEach((id, page) -> {
            if (visible.test(id)) {
                elements.add(page.body());
            }
        });
        return list(elements);
    }

    Optional<Model> named(String name, Predicate<ModelId> visible) {
        return catalog.resolve(name).filter(model -> visible.test(model.id()));
    }

    Optional<Page> model(String named, Predicate<ModelId> visible) {
        return named(named, visible).map(Model::id).map(models::get);
    }

    List<Model> modelsVisibleTo(Predicate<ModelId> visible) {
        return catalog.models().stream()
                .filter(model -> visible.test(model.id()))
                .toList();
    }

    private byte[] forRelays(Model model) {
        var named = catalog.resolve(model.name()).map(Model::id);
        return ModelJson.forRelays(
                model,
                catalog.origins(model.id()),
                named.filter(model.id()::equals).isPresent());
    }

    private static Page list(List<byte[]> elements) {
        return Page.joined("{\"object\":\"list\",\"data\":[", elements, "]}");
    }
}
