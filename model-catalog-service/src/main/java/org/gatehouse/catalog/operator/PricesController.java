package org.gatehouse.catalog.operator;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** Prices that operators set over what upstreams say; each holds from its time on, and none is ever forgotten. */
@Controller("/admin/models/prices")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Model administration")
final class PricesController {

    private final DecisionRepository repository;
    private final ApplyDecisions apply;
    private final InstantSource clock;
    private final ErrorResponses errors;

    PricesController(DecisionRepository repository, ApplyDecisions apply, InstantSource clock, ErrorResponses errors) {
        this.repository = repository;
        this.apply = apply;
        this.clock = clock;
        this.errors = errors;
    }

    /** USD per token as decimal texts; without a time the price holds at once. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "NewModelPrice", example = "{\"prompt\": \"0.000001\", \"completion\": \"0.000002\"}")
    record NewPrice(
            String prompt, String completion, @Nullable Instant validFrom) {}

    /** All versions, the latest first. */
    @Serdeable
    @Schema(name = "ModelPriceList")
    record Page(List<PriceVersion> data) {}

    @Get("/{model:.+}")
    @Operation(summary = "All prices an operator has set for a model, past and to come")
    HttpResponse<?> list(HttpRequest<?> request, @PathVariable String model) {
        return ModelId.parse(model)
                .<HttpResponse<?>>map(id -> HttpResponse.ok(new Page(repository.pricesOf(id))))
                .orElseGet(() -> errors.of(request, notAModel()));
    }

    @Post("/{model:.+}")
    @Operation(summary = "Set a price from now or a later time on")
    HttpResponse<?> set(
            HttpRequest<?> request,
            @PathVariable String model,
            @Body NewPrice body,
            @Parameter(hidden = true) Caller.User caller) {
        var id = ModelId.parse(model);
        if (id.isEmpty()) {
            return errors.of(request, notAModel());
        }
        var price = Pricing.parse(body.prompt(), body.completion());
        if (price.isEmpty()) {
            return errors.of(request, PublicError.invalid("prompt", "and completion must be between 0 and 1 USD"));
        }
        var now = clock.instant();
        var from = body.validFrom() == null || body.validFrom().isBefore(now) ? now : body.validFrom();
        repository.addPrice(id.get(), price.get(), from, caller.accountId(), now);
        apply.apply();
        return HttpResponse.created(new PriceVersion(
                id.get().value(), price.get().promptText(), price.get().completionText(), from));
    }

    private static PublicError notAModel() {
        return PublicError.invalid("model", "is not the id of a model");
    }
}
