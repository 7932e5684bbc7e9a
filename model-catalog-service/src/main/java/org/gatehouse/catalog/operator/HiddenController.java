package org.gatehouse.catalog.operator;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.util.List;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Models that nobody shall see or call, whoever offers them. */
@Controller("/admin/models/hidden")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Model administration")
final class HiddenController {

    private final DecisionRepository repository;
    private final ApplyDecisions apply;
    private final InstantSource clock;
    private final ErrorResponses errors;

    HiddenController(DecisionRepository repository, ApplyDecisions apply, InstantSource clock, ErrorResponses errors) {
        this.repository = repository;
        this.apply = apply;
        this.clock = clock;
        this.errors = errors;
    }

    /** The ids of all hidden models. */
    @Serdeable
    @Schema(name = "HiddenModelList")
    record Page(List<String> data) {}

    @Get
    @Operation(summary = "The ids of all hidden models")
    Page list() {
        return new Page(repository.hidden());
    }

    @Put("/{model:.+}")
    @Operation(summary = "Hide a model, also one that is not listed yet")
    HttpResponse<?> hide(
            HttpRequest<?> request, @PathVariable String model, @Parameter(hidden = true) Caller.User caller) {
        var id = ModelId.parse(model);
        if (id.isEmpty()) {
            return errors.of(request, PublicError.invalid("model", "is not the id of a model"));
        }
        repository.hide(id.get(), caller.accountId(), clock.instant());
        apply.apply();
        return HttpResponse.noContent();
    }

    @Delete("/{model:.+}")
    @Operation(summary = "Show a model again")
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String model) {
        var shown = ModelId.parse(model).map(repository::show).orElse(false);
        apply.apply();
        return shown
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "This model is not hidden."));
    }
}
