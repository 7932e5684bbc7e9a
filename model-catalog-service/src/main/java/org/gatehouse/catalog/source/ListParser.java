package org.gatehouse.catalog.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;

/** Turns a document into models: the document's shape is one decision, each entry's another. */
final class ListParser {

    static final int MAX_MODELS = 10_000;

    private final String field;
    private final Function<Entry, Optional<Model>> reader;
    private final UnaryOperator<ModelList> finish;

    /**
     * @param field where the array stands; a bare array at the top is taken as well
     * @param reader empty for an entry that is well-formed and not offered, {@link Entry.Unusable} for a broken one
     */
    ListParser(String field, Function<Entry, Optional<Model>> reader) {
        this(field, reader, UnaryOperator.identity());
    }

    /** @param finish what can only be decided when the whole list is known */
    ListParser(String field, Function<Entry, Optional<Model>> reader, UnaryOperator<ModelList> finish) {
        this.field = field;
        this.reader = reader;
        this.finish = finish;
    }

    Reading parse(byte[] body, Validators validators) {
        var root = UntrustedJson.read(body);
        if (root.isEmpty()) {
            return new Reading.Failed("not JSON, or beyond the limits for it");
        }
        var array = root.get().isArray() ? root.get() : root.get().path(field);
        if (array.isNull() && root.get().path("object").asText().equals("list")) {
            return new Reading.Listed(new ModelList(List.of(), List.of()), validators);
        }
        if (!array.isArray()) {
            return new Reading.Failed("no array in " + field);
        }
        if (array.size() > MAX_MODELS) {
            return new Reading.Failed("more than " + MAX_MODELS + " models");
        }
        var list = entries(array);
        return list.models().isEmpty() && !list.remarks().isEmpty()
                ? new Reading.Failed(
                        "no usable entry, first: " + list.remarks().getFirst().internalReason())
                : new Reading.Listed(list, validators);
    }

    private ModelList entries(JsonNode array) {
        var models = new ArrayList<Model>();
        var remarks = new ArrayList<ModelList.Remark>();
        for (var element : array) {
            try {
                var entry = new Entry(element);
                reader.apply(entry).ifPresent(models::add);
                entry.remarks().forEach(remark -> remarks.add(new ModelList.Remark(nameOf(element), remark)));
            } catch (Entry.Unusable e) {
                remarks.add(new ModelList.Remark(nameOf(element), String.valueOf(e.getMessage())));
            }
        }
        return finish.apply(withoutContradictions(models, remarks));
    }

    /** Two entries for one id at different prices: nobody can tell which is true, so the model has none. */
    private static ModelList withoutContradictions(List<Model> models, List<ModelList.Remark> remarks) {
        var first = new LinkedHashMap<ModelId, Model>();
        for (var model : models) {
            var other = first.putIfAbsent(model.id(), model);
            if (other != null && !Objects.equals(other.pricing(), model.pricing())) {
                first.put(model.id(), other.withPricing(null));
                remarks.add(new ModelList.Remark(model.origin().upstreamModel(), "listed twice at different prices"));
            }
        }
        return new ModelList(List.copyOf(first.values()), remarks);
    }

    private static String nameOf(JsonNode element) {
        var id = element.path("id").asText("");
        var text = id.isEmpty() ? element.path("Id").asText("") : id;
        return ModelId.parse(text).map(ModelId::value).orElse("");
    }
}
