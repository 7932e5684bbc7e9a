package org.gatehouse.catalog.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.catalog.model.Catalog;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;

/** One catalogue with all its bytes prebuilt; immutable, so a reader sees one state from beginning to end. */
final class Listing {

    private final Catalog catalog;
    private final Map<ModelId, Page> models = new LinkedHashMap<>();
    private final Page all;
    private final Page feed;

    Listing(Catalog catalog) {
        this.catalog = catalog;
        catalog.models().forEach(model -> models.put(model.id(), Page.of(ModelJson.forClients(model))));
        all = list(models.values().stream().map(Page::body).toList());
        feed = Page.joined(
                "{\"models\":[",
                catalog.models().stream().map(ModelJson::forRelays).toList(),
                "]}");
    }

    Page all() {
        return all;
    }

    Page feed() {
        return feed;
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

    Optional<Page> model(String named, Predicate<ModelId> visible) {
        return catalog.resolve(named).map(Model::id).filter(visible).map(models::get);
    }

    List<Model> modelsVisibleTo(Predicate<ModelId> visible) {
        return catalog.models().stream()
                .filter(model -> visible.test(model.id()))
                .toList();
    }

    private static Page list(List<byte[]> elements) {
        return Page.joined("{\"object\":\"list\",\"data\":[", elements, "]}");
    }
}
