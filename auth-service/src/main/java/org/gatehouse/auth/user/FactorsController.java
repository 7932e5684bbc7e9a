package org.gatehouse.auth.user;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;

/** The second factors of others, for administrators who have just given their own. */
@Controller("/users/{id}/totp")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("admin")
@RequiresStepUp(acr = "2", maxAge = "15m")
@Tag(name = "Users")
class FactorsController {

    private final ResetSecondFactor resetSecondFactor;
    private final VouchForFactor vouchForFactor;
    private final ErrorResponses errors;

    FactorsController(ResetSecondFactor resetSecondFactor, VouchForFactor vouchForFactor, ErrorResponses errors) {
        this.resetSecondFactor = resetSecondFactor;
        this.vouchForFactor = vouchForFactor;
        this.errors = errors;
    }

    @Operation(
            operationId = "resetUserTotp",
            summary = "Take a lost second factor away",
            description = "Ends the sessions of its owner, who can then log in without it and set up another.")
    @ApiResponse(responseCode = "204", description = "Gone")
    @ApiResponse(responseCode = "404", description = "There is no such account, or it has no second factor")
    @ApiResponse(responseCode = "409", description = "It is kept by a Keycloak that is not administered from here")
    @Delete
    HttpResponse<?> reset(HttpRequest<?> request, Caller.User caller, UUID id) {
        return switch (resetSecondFactor.reset(new AccountId(id), caller.accountId())) {
            case RESET -> HttpResponse.noContent();
            case ABSENT -> notFound(request);
            case NO_SECOND_FACTOR ->
                errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is no second factor."));
            case KEPT_ELSEWHERE ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "The second factor is Keycloak's."));
        };
    }

    @Operation(
            operationId = "vouchForTotp",
            summary = "Vouch for an administrator's second factor",
            description =
                    "The one in use counts for step-up from now on, or else the one that is set up within a day, for"
                            + " which a login within 15 minutes is then enough.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @ApiResponse(responseCode = "409", description = "It is your own account, or no administrator's")
    @Post("/consent")
    HttpResponse<?> consent(HttpRequest<?> request, Caller.User caller, UUID id) {
        return switch (vouchForFactor.vouch(new AccountId(id), caller)) {
            case DONE -> HttpResponse.noContent();
            case ABSENT -> notFound(request);
            case OWN -> errors.of(request, PublicError.of(ErrorKind.CONFLICT, "Another administrator must consent."));
            case NO_ADMINISTRATOR ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "It is not an administrator's account."));
        };
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "User not found"));
    }
}
