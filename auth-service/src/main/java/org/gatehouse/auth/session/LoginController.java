package org.gatehouse.auth.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.gatehouse.auth.account.BusyError;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/** Login, refresh and logout. */
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@PermitAll
@Tag(name = "Sessions", description = "Log in for a pair of tokens, renew it, end it")
class LoginController {

    private static final String CHALLENGE = "Bearer realm=\"gatehouse\"";

    private static final PublicError UNAVAILABLE = PublicError.of(
                    ErrorKind.UNAVAILABLE, "The identity provider cannot be reached. Try again in a moment.")
            .withHeader("Retry-After", "5");

    private final LogIn logIn;
    private final RefreshSession refreshSession;
    private final EndSession endSession;
    private final ErrorResponses errors;

    LoginController(LogIn logIn, RefreshSession refreshSession, EndSession endSession, ErrorResponses errors) {
        this.logIn = logIn;
        this.refreshSession = refreshSession;
        this.endSession = endSession;
        this.errors = errors;
    }

    @Operation(
            operationId = "login",
            summary = "Log in",
            description = "The answer to a wrong password and to an unknown address is the same.")
    @ApiResponse(
            responseCode = "200",
            description = "A session has begun",
            content = @Content(schema = @Schema(implementation = TokenPair.class)))
    @ApiResponse(
            responseCode = "401",
            description =
                    "The address, the password or the code is wrong; or a code is due (type ends in otp-required)")
    @ApiResponse(responseCode = "429", description = "Too many logins; try again after Retry-After")
    @ApiResponse(responseCode = "503", description = "Keycloak, whose user it is, cannot be reached")
    @Post("/login")
    HttpResponse<?> login(HttpRequest<?> request, @Valid @Body Login body) {
        var email = body.email() == null ? body.username() : body.email();
        if (email == null || (body.email() != null && body.username() != null)) {
            return errors.of(request, PublicError.invalid("email", "either email or username is required"));
        }
        return switch (logIn.logIn(email, body.password(), body.otp())) {
            case LogIn.Outcome.LoggedIn(var pair) -> uncached(pair);
            case LogIn.Outcome.Refused() -> refused(request, "The e-mail address, the password or the code is wrong.");
            case LogIn.Outcome.OtpRequired() -> errors.of(request, LoginErrors.otpRequired());
            case LogIn.Outcome.Locked(var wait) -> errors.of(request, LoginErrors.locked(wait));
            case LogIn.Outcome.TooBusy() -> errors.of(request, BusyError.ERROR);
            case LogIn.Outcome.Unavailable() -> errors.of(request, UNAVAILABLE);
        };
    }

    @Operation(
            operationId = "refresh",
            summary = "Get the next pair of tokens",
            description = "The refresh token is spent with that. One that is used a second time ends the session.")
    @ApiResponse(
            responseCode = "200",
            description = "The next pair",
            content = @Content(schema = @Schema(implementation = TokenPair.class)))
    @ApiResponse(responseCode = "401", description = "The token is unknown, spent or expired, or its session has ended")
    @Post("/refresh")
    HttpResponse<?> refresh(HttpRequest<?> request, @Valid @Body RefreshToken body) {
        return refreshSession
                .refresh(body.refreshToken())
                .<HttpResponse<?>>map(LoginController::uncached)
                .orElseGet(() -> refused(request, "The refresh token is not valid."));
    }

    @Operation(
            operationId = "logout",
            summary = "End the session",
            description = "Its tokens are refused everywhere within a second.")
    @ApiResponse(responseCode = "204", description = "The session has ended, or had before")
    @Post("/logout")
    HttpResponse<?> logout(@Valid @Body RefreshToken body) {
        endSession.endWith(body.refreshToken());
        return HttpResponse.noContent();
    }

    private static HttpResponse<?> uncached(TokenPair pair) {
        return HttpResponse.ok(pair).header("Cache-Control", "no-store");
    }

    private HttpResponse<?> refused(HttpRequest<?> request, String detail) {
        return errors.of(
                request, PublicError.of(ErrorKind.UNAUTHENTICATED, detail).withHeader("WWW-Authenticate", CHALLENGE));
    }

    /** The body of a login. */
    @Serdeable
    @Schema(
            name = "Login",
            example = "{\"email\": \"ada@example.org\", \"password\": \"correct horse battery staple\"}")
    record Login(
            @Schema(example = "ada@example.org") @Nullable String email,

            @Schema(description = "Another name for email") @Nullable
            String username,

            @NotNull Secret password,

            @Schema(description = "The code of the second factor, where one is set up") @Nullable
            Secret otp) {}

    /** The body of a refresh or logout. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "RefreshToken", example = "{\"refresh_token\": \"rt-gh-…\"}")
    record RefreshToken(@NotNull Secret refreshToken) {}
}
