package org.gatehouse.auth.account;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Opens accounts for whoever asks. */
@Controller("/api/v1/auth/register")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Accounts")
class RegistrationController {

    private final AdmitNewcomer admitNewcomer;
    private final ErrorResponses errors;

    RegistrationController(AdmitNewcomer admitNewcomer, ErrorResponses errors) {
        this.admitNewcomer = admitNewcomer;
        this.errors = errors;
    }

    @Operation(
            operationId = "register",
            summary = "Open an account",
            description =
                    "Every account begins with the role user. A password has 8 to 128 characters and is not a common one.")
    @ApiResponse(
            responseCode = "201",
            description = "The account is open; log in to use it",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @ApiResponse(responseCode = "400", description = "A field is missing, wrong or unknown")
    @ApiResponse(responseCode = "403", description = "Nobody registers here: administrators open accounts")
    @ApiResponse(responseCode = "409", description = "There is an account with this e-mail address")
    @ApiResponse(responseCode = "429", description = "Too many passwords are being hashed; try again after Retry-After")
    @Post
    @PermitAll
    HttpResponse<?> register(HttpRequest<?> request, @Valid @Body Registration body) {
        return switch (admitNewcomer.admit(body.name(), body.email(), body.password(), body.invite())) {
            case AdmitNewcomer.Outcome.Admitted(var outcome) -> answer(request, outcome);
            case AdmitNewcomer.Outcome.Closed() ->
                errors.of(request, PublicError.of(ErrorKind.FORBIDDEN, "Accounts are opened by administrators here."));
            case AdmitNewcomer.Outcome.NoInvite() ->
                errors.of(request, PublicError.invalid("invite", "is required: ask an administrator for one"));
            case AdmitNewcomer.Outcome.WrongInvite() ->
                errors.of(request, PublicError.invalid("invite", "is unknown, spent or expired"));
        };
    }

    private HttpResponse<?> answer(HttpRequest<?> request, RegisterAccount.Outcome outcome) {
        return switch (outcome) {
            case RegisterAccount.Outcome.Registered(var account) -> HttpResponse.created(AccountView.of(account));
            case RegisterAccount.Outcome.Taken() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "There is an account with this e-mail address."));
            case RegisterAccount.Outcome.Invalid(var faults) -> errors.of(request, PublicError.invalid(faults));
            case RegisterAccount.Outcome.TooBusy() -> errors.of(request, BusyError.ERROR);
        };
    }

    /** The body of a registration. */
    @Serdeable
    @Schema(
            name = "Registration",
            example =
                    "{\"name\": \"Ada Lovelace\", \"email\": \"ada@example.org\", \"password\": \"correct horse battery staple\"}")
    record Registration(
            @Schema(example = "Ada Lovelace") @NotNull String name,
            @Schema(example = "ada@example.org") @NotNull String email,

            @Schema(description = "8 to 128 characters", example = "correct horse battery staple") @NotNull
            Secret password,

            @Schema(description = "The code of an invite, where registration is by invite") @Nullable
            Secret invite) {}
}
