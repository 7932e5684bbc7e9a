package org.gatehouse.catalog.operator;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** What operators say of models over what their sources say: type, modalities, parameters, context length, an announced end. */
@Controller("/admin/models/descriptions")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Model administration")
final class DescriptionsController {

    private final DecisionRepository repository;
    private final ApplyDecisions apply;
    private final InstantSource clock;
    private final ErrorResponses errors;

    DescriptionsController(
            DecisionRepository repository, ApplyDecisions apply, InstantSource clock, ErrorResponses errors) {
        this.repository = repository;
        this.apply = apply;
        this.clock = clock;
        this.errors = errors;
    }

    /** All descriptions. */
    @Serdeable
    @Schema(name = "ModelDescriptionList")
    record Page(List<DescriptionRow> data) {}

    @Get
    @Operation(summary = "All descriptions that operators have set")
    Page list() {
        return new Page(repository.descriptions());
    }

    @Put("/{model:.+}")
    @Operation(summary = "Describe a model, also one that is not listed yet; replaces what was set before")
    HttpResponse<?> set(
            HttpRequest<?> request,
            @PathVariable String model,
            @Body StatedDescription stated,
            @Parameter(hidden = true) Caller.User caller) {
        var id = ModelId.parse(model);
        if (id.isEmpty()) {
            return errors.of(request, PublicError.invalid("model", "is not the id of a model"));
        }
        var wrong = stated.wrongField();
        if (wrong.isPresent()) {
            return errors.of(
                    request,
                    PublicError.invalid(wrong.get(), "is out of range, no known type or no list of short words"));
        }
        var row = new DescriptionRow(id.get().value(), stated, clock.instant().truncatedTo(ChronoUnit.MICROS));
        repository.describe(id.get(), stated.description(), caller.accountId(), row.setAt());
        apply.apply();
        return HttpResponse.ok(row);
    }

    @Delete("/{model:.+}")
    @Operation(summary = "Leave a model as its source describes it")
    HttpResponse<?> remove(HttpRequest<?> request, @PathVariable String model) {
        var removed = ModelId.parse(model).map(repository::removeDescription).orElse(false);
        apply.apply();
        return removed
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "This model has no description of its own."));
    }
}
