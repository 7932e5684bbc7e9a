package org.gatehouse.catalog.operator;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.gatehouse.catalog.current.CurrentCatalog;
import org.gatehouse.catalog.current.Decisions;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.catalog.sql.Changes;

/** Brings what operators decided, here or on another replica, into the catalogue; before the first request and after each change. */
@Context
final class ApplyDecisions {

    private final DecisionRepository repository;
    private final CurrentCatalog current;
    private final InstantSource clock;
    private final Changes changes;

    ApplyDecisions(DecisionRepository repository, CurrentCatalog current, InstantSource clock, Changes changes) {
        this.repository = repository;
        this.current = current;
        this.clock = clock;
        this.changes = changes;
    }

    @PostConstruct
    void start() {
        apply();
        changes.onChange(this::apply);
    }

    synchronized void apply() {
        var aliases = new HashMap<String, ModelId>();
        repository.aliases().forEach(row -> aliases.put(row.alias(), new ModelId(row.model())));
        var prices = new HashMap<ModelId, Pricing>();
        repository
                .pricesAt(clock.instant())
                .forEach(price -> Pricing.parse(price.prompt(), price.completion())
                        .ifPresent(parsed -> prices.put(new ModelId(price.model()), parsed)));
        var descriptions = new HashMap<ModelId, Description>();
        repository
                .descriptions()
                .forEach(row -> descriptions.put(
                        new ModelId(row.model()), row.description().description()));
        var hidden = repository.hidden().stream().map(ModelId::new).collect(Collectors.toSet());
        current.decide(new Decisions(aliases, prices, descriptions, hidden));
    }
}
