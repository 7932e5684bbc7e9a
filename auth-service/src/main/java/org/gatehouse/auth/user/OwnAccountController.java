package org.gatehouse.auth.user;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.function.Function;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.BusyError;
import org.gatehouse.auth.account.CheckPassword;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.LoginErrors;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** What owners change about their own accounts, with the password in hand. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("write")
@Tag(name = "Accounts")
class OwnAccountController {

    private static final PublicError WRONG_PASSWORD = PublicError.invalid("current_password", "is wrong");

    private final ConfirmOwner confirmOwner;
    private final ChangeOwnAccount changeOwnAccount;
    private final ErrorResponses errors;

    OwnAccountController(ConfirmOwner confirmOwner, ChangeOwnAccount changeOwnAccount, ErrorResponses errors) {
        this.confirmOwner = confirmOwner;
        this.changeOwnAccount = changeOwnAccount;
        this.errors = errors;
    }

    @Operation(
            operationId = "changePassword",
            summary = "Change your password",
            description = "Ends all your sessions, also the one you ask with; log in again. API keys go on working.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed, and how many sessions have ended",
            content = @Content(schema = @Schema(implementation = Changed.class)))
    @ApiResponse(responseCode = "400", description = "The current password is wrong or the new one is no good")
    @ApiResponse(responseCode = "429", description = "Too many wrong passwords")
    @Post("/password")
    HttpResponse<?> password(HttpRequest<?> request, Caller.User caller, @Valid @Body PasswordChange body) {
        return confirmed(
                request, caller, body.currentPassword(), proof -> changeOwnAccount.password(proof, body.newPassword()));
    }

    @Operation(operationId = "changeEmail", summary = "Change the e-mail address you log in with")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Changed.class)))
    @ApiResponse(responseCode = "400", description = "The password is wrong, or that is no address")
    @ApiResponse(responseCode = "409", description = "There is an account with this e-mail address")
    @ApiResponse(responseCode = "429", description = "Too many wrong passwords")
    @Post("/email")
    HttpResponse<?> email(HttpRequest<?> request, Caller.User caller, @Valid @Body EmailChange body) {
        return confirmed(request, caller, body.currentPassword(), proof -> changeOwnAccount.email(proof, body.email()));
    }

    private HttpResponse<?> confirmed(
            HttpRequest<?> request,
            Caller.User caller,
            Secret password,
            Function<CheckPassword.Outcome.Right, ChangeOwnAccount.Outcome> change) {
        return switch (confirmOwner.confirm(new AccountId(caller.accountId()), password)) {
            case ConfirmOwner.Outcome.Confirmed(var proof) -> answer(request, change.apply(proof));
            case ConfirmOwner.Outcome.Wrong() -> errors.of(request, WRONG_PASSWORD);
            case ConfirmOwner.Outcome.Locked(var delay) -> errors.of(request, LoginErrors.locked(delay));
            case ConfirmOwner.Outcome.TooBusy() -> errors.of(request, BusyError.ERROR);
        };
    }

    private HttpResponse<?> answer(HttpRequest<?> request, ChangeOwnAccount.Outcome outcome) {
        return switch (outcome) {
            case ChangeOwnAccount.Outcome.Changed(var sessions) -> HttpResponse.ok(new Changed(sessions));
            case ChangeOwnAccount.Outcome.Invalid(var field, var objection) ->
                errors.of(request, PublicError.invalid(field, objection));
            case ChangeOwnAccount.Outcome.Superseded() -> errors.of(request, WRONG_PASSWORD);
            case ChangeOwnAccount.Outcome.Taken() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "There is an account with this e-mail address."));
            case ChangeOwnAccount.Outcome.TooBusy() -> errors.of(request, BusyError.ERROR);
        };
    }

    /** The body that brings a new password. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(
            name = "PasswordChange",
            example =
                    "{\"current_password\": \"correct horse battery staple\", \"new_password\": \"another horse battery staple\"}")
    record PasswordChange(
            @NotNull Secret currentPassword,

            @Schema(description = "8 to 128 characters") @NotNull
            Secret newPassword) {}

    /** The body that brings a new address. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(
            name = "EmailChange",
            example = "{\"email\": \"ada@example.org\", \"current_password\": \"correct horse battery staple\"}")
    record EmailChange(
            @Schema(example = "ada@example.org") @NotNull String email,
            @NotNull Secret currentPassword) {}

    /** What the change brought with it. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "AccountChanged")
    record Changed(int sessionsEnded) {}
}
