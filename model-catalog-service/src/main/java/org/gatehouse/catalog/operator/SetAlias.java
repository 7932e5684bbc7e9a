package org.gatehouse.catalog.operator;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.catalog.current.CurrentCatalog;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;

/** Lets a name lead to a model that exists; a name that a model bears itself can never lead elsewhere. */
@Singleton
final class SetAlias {

    private final DecisionRepository repository;
    private final ApplyDecisions apply;
    private final CurrentCatalog current;
    private final InstantSource clock;

    SetAlias(DecisionRepository repository, ApplyDecisions apply, CurrentCatalog current, InstantSource clock) {
        this.repository = repository;
        this.apply = apply;
        this.current = current;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Outcome {
        record Done(AliasRow row) implements Outcome {}

        record NotAnAlias() implements Outcome {}

        record NoSuchModel() implements Outcome {}

        record TakenByModel() implements Outcome {}
    }

    Outcome set(String alias, String model, UUID by) {
        var name = ModelId.parse(folded(alias));
        if (name.isEmpty()) {
            return new Outcome.NotAnAlias();
        }
        var target = current.catalog().resolve(model);
        if (target.isEmpty()) {
            return new Outcome.NoSuchModel();
        }
        if (isBorneByAModel(name.get().value())) {
            return new Outcome.TakenByModel();
        }
        var row = new AliasRow(name.get().value(), target.get().id().value(), clock.instant());
        repository.setAlias(row.alias(), target.get().id(), by, row.setAt());
        apply.apply();
        return new Outcome.Done(row);
    }

    boolean remove(String alias) {
        var removed = repository.removeAlias(folded(alias));
        apply.apply();
        return removed;
    }

    private boolean isBorneByAModel(String name) {
        return current.catalog()
                .resolve(name)
                .map(Model::traits)
                .filter(traits -> !traits.aliases().contains(name))
                .isPresent();
    }

    private static String folded(String alias) {
        return alias.strip().toLowerCase(Locale.ROOT);
    }
}
