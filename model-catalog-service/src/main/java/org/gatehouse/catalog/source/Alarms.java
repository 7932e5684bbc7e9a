package org.gatehouse.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.Pricing;
import org.jspecify.annotations.Nullable;

/**
 * Compares a new list with the last good one before it is believed. What a poisoned list would do (empty the catalogue,
 * move a price by more than ten times) is held back until an operator accepts it; the rest of the list is taken.
 */
final class Alarms {

    private static final BigDecimal MOST = BigDecimal.TEN;

    private Alarms() {}

    /** What is taken of a new list, and why anything was held back. */
    record Examined(List<Model> models, List<String> alarms) {}

    /** An operator has looked at what was held back and takes it. */
    static Examined accept(ModelList offered) {
        var alarms = new ArrayList<String>();
        keptForRemarked(offered, Map.of(), alarms);
        return new Examined(offered.models(), alarms);
    }

    static Examined examine(List<Model> lastGood, ModelList offered) {
        var known = lastGood.stream().collect(Collectors.toMap(Model::id, Function.identity(), (one, _) -> one));
        if (offered.models().isEmpty() && !known.isEmpty()) {
            return new Examined(lastGood, List.of("the list is empty, " + known.size() + " models are kept"));
        }
        var alarms = new ArrayList<String>();
        var taken = new ArrayList<Model>();
        for (var model : offered.models()) {
            taken.add(held(model, known.get(model.id()), alarms));
        }
        taken.addAll(keptForRemarked(offered, known, alarms));
        return new Examined(taken, alarms);
    }

    private static Model held(Model offered, @Nullable Model known, List<String> alarms) {
        var before = known == null ? null : known.pricing();
        if (before == null || isPlausible(before, offered.pricing())) {
            return offered;
        }
        alarms.add("the price of " + offered.id() + " moved by more than " + MOST + " times and is held back");
        return offered.withPricing(before);
    }

    /** A price that vanishes would make the model free, which is the same attack as a price of nothing. */
    private static boolean isPlausible(Pricing before, @Nullable Pricing after) {
        return after != null
                && isPlausible(before.prompt(), after.prompt())
                && isPlausible(before.completion(), after.completion());
    }

    private static boolean isPlausible(BigDecimal before, BigDecimal after) {
        if (before.signum() == 0) {
            return true;
        }
        return after.compareTo(before.multiply(MOST)) <= 0 && before.compareTo(after.multiply(MOST)) <= 0;
    }

    private static List<Model> keptForRemarked(ModelList offered, Map<ModelId, Model> known, List<String> alarms) {
        var kept = new ArrayList<Model>();
        for (var remark : offered.remarks()) {
            alarms.add("entry '" + remark.upstreamModel() + "': " + remark.internalReason());
            ModelId.parse(remark.upstreamModel())
                    .filter(id -> offered.models().stream()
                            .noneMatch(model -> model.id().equals(id)))
                    .map(known::get)
                    .filter(model -> !kept.contains(model))
                    .ifPresent(kept::add);
        }
        return kept;
    }
}
