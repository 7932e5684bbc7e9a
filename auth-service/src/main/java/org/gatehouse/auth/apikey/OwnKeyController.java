package org.gatehouse.auth.apikey;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Tells a program about the very key it holds. */
@Controller("/v1/key")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "API keys")
class OwnKeyController {

    private final ApiKeyRepository keys;
    private final ErrorResponses errors;

    OwnKeyController(ApiKeyRepository keys, ErrorResponses errors) {
        this.keys = keys;
        this.errors = errors;
    }

    @Operation(
            operationId = "ownApiKey",
            summary = "The key you ask with",
            description = "Its permissions, models, limits, budget and expiry.")
    @ApiResponse(
            responseCode = "200",
            description = "The key's terms",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @ApiResponse(responseCode = "404", description = "You do not ask with an API key")
    @Get
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<?> key(HttpRequest<?> request, Caller.User caller) {
        return caller.keyId()
                .flatMap(id -> keys.find(new ApiKeyId(id), new AccountId(caller.accountId())))
                .<HttpResponse<?>>map(key -> HttpResponse.ok(KeyView.of(key)))
                .orElseGet(() ->
                        errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "You do not ask with an API key.")));
    }
}
