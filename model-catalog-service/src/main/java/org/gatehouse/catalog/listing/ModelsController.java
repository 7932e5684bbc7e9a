package org.gatehouse.catalog.listing;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Predicate;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.NearNames;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.ErrorSurface;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** The catalogue as a client of OpenAI or Anthropic sees it: only what this caller may use. */
@Controller
@Secured("read")
@Tag(name = "Models")
final class ModelsController {

    private static final int LONGEST_QUOTED = 200;

    private final CurrentListing current;
    private final ErrorResponses errors;

    ModelsController(CurrentListing current, ErrorResponses errors) {
        this.current = current;
        this.errors = errors;
    }

    @Get(uris = {"/v1/models", "/api/v1/models"})
    @Operation(
            summary = "Models this caller may use",
            description = "With the header anthropic-version the answer is Anthropic's: data, has_more, first_id and"
                    + " last_id, in parts by limit (1 to 1000, 20 unless said), after_id and before_id.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ListedModel.Page.class)))
    HttpResponse<?> list(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller.User caller,
            @QueryValue @Nullable String limit,
            @QueryValue("after_id") @Nullable String afterId,
            @QueryValue("before_id") @Nullable String beforeId) {
        var listing = current.listing();
        if (isAnthropics(request)) {
            var visible = listing.modelsVisibleTo(listing.allowedBy(caller.models()));
            return part(request, Paging.of(limit, afterId, beforeId), visible);
        }
        var page = caller.models().isEmpty() ? listing.all() : listing.visibleTo(listing.allowedBy(caller.models()));
        return Conditional.answer(request, page);
    }

    @Get(uris = {"/v1/models/{id:.+}", "/api/v1/models/{id:.+}"})
    @Operation(summary = "One model, by id, name or alias; slashes in it may be encoded or not")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ListedModel.class)))
    HttpResponse<?> get(HttpRequest<?> request, @PathVariable String id, @Parameter(hidden = true) Caller.User caller) {
        var listing = current.listing();
        var visible = listing.allowedBy(caller.models());
        var found =
                isAnthropics(request) ? listing.named(id, visible).map(AnthropicJson::one) : listing.model(id, visible);
        return found.isPresent()
                ? Conditional.answer(request, found.get())
                : errors.of(request, notFound(id, listing, visible));
    }

    private static boolean isAnthropics(HttpRequest<?> request) {
        return request.getHeaders().contains(ErrorSurface.ANTHROPIC_VERSION);
    }

    private HttpResponse<?> part(HttpRequest<?> request, Paging.Asked what, List<Model> visible) {
        return switch (what) {
            case Paging.Asked.Wrong wrong -> errors.of(request, wrong.error());
            case Paging.Asked.Part asked -> {
                var paging = asked.paging();
                var part = paging.of(visible);
                yield part.isPresent()
                        ? Conditional.answer(request, AnthropicJson.list(part.get()))
                        : errors.of(
                                request,
                                PublicError.invalid(
                                        paging.afterId() == null ? "before_id" : "after_id",
                                        "is no model of this list"));
            }
        };
    }

    /** Hidden and unknown models are told of in the same words: near names come from what the caller may see. */
    private static PublicError notFound(String id, Listing listing, Predicate<ModelId> visible) {
        var quoted = id.length() <= LONGEST_QUOTED ? id : id.substring(0, LONGEST_QUOTED) + "…";
        var near =
                id.length() <= LONGEST_QUOTED ? NearNames.of(id, listing.modelsVisibleTo(visible)) : List.<ModelId>of();
        var message = "The model '" + quoted + "' does not exist or you do not have access to it.";
        var hint = near.isEmpty()
                ? ""
                : " Near names: "
                        + String.join(", ", near.stream().map(ModelId::value).toList()) + ".";
        return PublicError.of(ErrorKind.MODEL_NOT_FOUND, message + hint).withParam("model");
    }
}
