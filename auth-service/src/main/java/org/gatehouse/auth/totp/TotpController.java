package org.gatehouse.auth.totp;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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
import java.util.List;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;

/** The owner's second factor: whoever sets it up or takes it away has just proved who they are. */
@Controller("/api/v1/auth/mfa/totp")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("write")
@Tag(name = "Second factor", description = "One-time codes from an authenticator app (RFC 6238)")
class TotpController {

    private final EnrolTotp enrolTotp;
    private final ConfirmTotp confirmTotp;
    private final ProofDemand proofDemand;
    private final ErrorResponses errors;

    TotpController(EnrolTotp enrolTotp, ConfirmTotp confirmTotp, ProofDemand proofDemand, ErrorResponses errors) {
        this.proofDemand = proofDemand;
        this.enrolTotp = enrolTotp;
        this.confirmTotp = confirmTotp;
        this.errors = errors;
    }

    @Operation(
            operationId = "beginTotp",
            summary = "Set up a second factor",
            description =
                    "Needs a login within the last 15 minutes; of an administrator, once one has a second factor, that"
                            + " or another administrator's consent. Nothing is asked for until a first code is confirmed.")
    @ApiResponse(
            responseCode = "201",
            description = "What to put into an authenticator app, and codes for the day it is lost: shown this once",
            content = @Content(schema = @Schema(implementation = EnrolmentView.class)))
    @ApiResponse(responseCode = "409", description = "A second factor is in use")
    @Post
    @RequiresStepUp(acr = "1", maxAge = "15m")
    HttpResponse<?> begin(HttpRequest<?> request, Caller.User caller) {
        var demand = proofDemand.toSetUpAFactor(caller);
        if (demand.isPresent()) {
            return errors.of(request, demand.get());
        }
        return enrolTotp
                .begin(new AccountId(caller.accountId()))
                .<HttpResponse<?>>map(enrolment ->
                        HttpResponse.created(EnrolmentView.of(enrolment)).header("Cache-Control", "no-store"))
                .orElseGet(() -> errors.of(
                        request,
                        PublicError.of(
                                ErrorKind.CONFLICT, "A second factor is in use, or your account logs in elsewhere.")));
    }

    @Operation(
            operationId = "confirmTotp",
            summary = "Put the second factor into use",
            description = "With the first code that the app shows. From now on a login needs a code. An administrator's"
                    + " counts for step-up after a day, or at once with another administrator's consent.")
    @ApiResponse(responseCode = "204", description = "In use")
    @ApiResponse(responseCode = "400", description = "The code is wrong")
    @ApiResponse(responseCode = "409", description = "There is nothing to confirm")
    @ApiResponse(responseCode = "429", description = "Too many wrong codes")
    @Post("/confirm")
    @RequiresStepUp(acr = "1", maxAge = "15m")
    HttpResponse<?> confirm(HttpRequest<?> request, Caller.User caller, @Valid @Body Code body) {
        var demand = proofDemand.toSetUpAFactor(caller);
        if (demand.isPresent()) {
            return errors.of(request, demand.get());
        }
        return switch (confirmTotp.confirm(new AccountId(caller.accountId()), body.otp())) {
            case SecondFactor.Outcome.Right _ -> HttpResponse.noContent();
            case SecondFactor.Outcome.Wrong() -> errors.of(request, OtpErrors.wrong());
            case SecondFactor.Outcome.Locked(var wait) -> errors.of(request, OtpErrors.locked(wait));
            case SecondFactor.Outcome.Absent() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "There is nothing to confirm."));
        };
    }

    @Operation(
            operationId = "removeTotp",
            summary = "Do without a second factor",
            description = "Needs the second factor itself, within the last 15 minutes, or one of the recovery codes.")
    @ApiResponse(responseCode = "204", description = "Removed")
    @ApiResponse(responseCode = "404", description = "There is none")
    @Delete
    @RequiresStepUp(acr = "2", maxAge = "15m")
    HttpResponse<?> remove(HttpRequest<?> request, Caller.User caller) {
        return enrolTotp.end(new AccountId(caller.accountId()))
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is no second factor."));
    }

    /** What an authenticator app needs. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "TotpEnrolment")
    record EnrolmentView(
            @Schema(description = "In Base32, to be typed into an authenticator app")
            Secret secret,

            @Schema(description = "The same as otpauth:// for a QR code")
            Secret otpauthUri,

            @Schema(description = "Each one stands in for a code once")
            List<Secret> recoveryCodes) {

        static EnrolmentView of(EnrolTotp.Enrolment enrolment) {
            return new EnrolmentView(enrolment.secret(), enrolment.uri(), enrolment.recoveryCodes());
        }
    }

    /** The body that brings a code. */
    @Serdeable
    @Schema(name = "OneTimeCode", example = "{\"otp\": \"123456\"}")
    record Code(@Schema(example = "123456") @NotNull Secret otp) {}
}
