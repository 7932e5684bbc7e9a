package org.gatehouse.auth.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.totp.OtpErrors;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Answers the demand for a second factor (RFC 9470) within the session that met it. */
@Controller("/api/v1/auth/mfa/verify")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Second factor")
class VerifyController {

    private final StepUpSession stepUpSession;
    private final ErrorResponses errors;

    VerifyController(StepUpSession stepUpSession, ErrorResponses errors) {
        this.stepUpSession = stepUpSession;
        this.errors = errors;
    }

    @Operation(
            operationId = "verifySecondFactor",
            summary = "Give the second factor",
            description = "The new pair takes the place of the one that the session had. A recovery code does as well.")
    @ApiResponse(
            responseCode = "200",
            description = "A pair whose tokens say acr 2 and when",
            content = @Content(schema = @Schema(implementation = TokenPair.class)))
    @ApiResponse(responseCode = "400", description = "The code is wrong or was used before")
    @ApiResponse(responseCode = "403", description = "The credential is no login session")
    @ApiResponse(responseCode = "409", description = "No second factor is set up")
    @ApiResponse(responseCode = "429", description = "Too many wrong codes")
    @Post
    @Secured("read")
    HttpResponse<?> verify(HttpRequest<?> request, Caller.User caller, @Valid @Body Verification body) {
        if (caller.sessionId().isEmpty()) {
            return errors.of(request, noSession());
        }
        var session = new SessionId(caller.sessionId().get());
        return switch (stepUpSession.stepUp(session, new AccountId(caller.accountId()), body.otp())) {
            case StepUpSession.Outcome.Raised(var pair) -> HttpResponse.ok(pair).header("Cache-Control", "no-store");
            case StepUpSession.Outcome.Wrong() -> errors.of(request, OtpErrors.wrong());
            case StepUpSession.Outcome.Locked(var wait) -> errors.of(request, OtpErrors.locked(wait));
            case StepUpSession.Outcome.NoSecondFactor() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "No second factor is set up."));
            case StepUpSession.Outcome.NoSession() -> errors.of(request, noSession());
        };
    }

    private static PublicError noSession() {
        return PublicError.of(ErrorKind.FORBIDDEN, "Only a login session can give a second factor.");
    }

    /** The body that brings a code. */
    @Serdeable
    @Schema(name = "SecondFactor", example = "{\"otp\": \"123456\"}")
    record Verification(@Schema(example = "123456") @NotNull Secret otp) {}
}
