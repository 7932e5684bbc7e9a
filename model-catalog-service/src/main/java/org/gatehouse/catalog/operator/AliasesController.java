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
import java.util.List;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Names that operators give to models. */
@Controller("/admin/models/aliases")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Model administration")
final class AliasesController {

    private final SetAlias setAlias;
    private final DecisionRepository repository;
    private final ErrorResponses errors;

    AliasesController(SetAlias setAlias, DecisionRepository repository, ErrorResponses errors) {
        this.setAlias = setAlias;
        this.repository = repository;
        this.errors = errors;
    }

    /** The model an alias shall lead to, by its id. */
    @Serdeable
    @Schema(name = "ModelAliasTarget", example = "{\"model\": \"gatehouse/echo\"}")
    record Target(String model) {}

    /** All aliases. */
    @Serdeable
    @Schema(name = "ModelAliasList")
    record Page(List<AliasRow> data) {}

    @Get
    @Operation(summary = "All aliases that operators have set")
    Page list() {
        return new Page(repository.aliases());
    }

    @Put("/{alias:.+}")
    @Operation(summary = "Let an alias lead to a model; replaces where it led before")
    HttpResponse<?> set(
            HttpRequest<?> request,
            @PathVariable String alias,
            @Body Target target,
            @Parameter(hidden = true) Caller.User caller) {
        return switch (setAlias.set(alias, target.model(), caller.accountId())) {
            case SetAlias.Outcome.Done done -> HttpResponse.ok(done.row());
            case SetAlias.Outcome.NotAnAlias _ ->
                errors.of(request, PublicError.invalid("alias", "must be 1 to 200 printable characters"));
            case SetAlias.Outcome.NoSuchModel _ ->
                errors.of(request, PublicError.invalid("model", "is not the id of a model"));
            case SetAlias.Outcome.TakenByModel _ ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "A model has this id or name itself."));
        };
    }

    @Delete("/{alias:.+}")
    @Operation(summary = "Take an alias away")
    HttpResponse<?> remove(HttpRequest<?> request, @PathVariable String alias) {
        return setAlias.remove(alias)
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is no such alias."));
    }
}
