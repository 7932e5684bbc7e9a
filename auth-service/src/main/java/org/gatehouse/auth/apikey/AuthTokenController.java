package org.gatehouse.auth.apikey;

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
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.token.AccessToken;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;

/** Trades an API key for an access token, for clients that prefer to send a JWT. */
@Controller("/auth/token")
@ExecuteOn(TaskExecutors.BLOCKING)
@PermitAll
@Tag(name = "API keys")
class AuthTokenController {

    private final ExchangeApiKey exchangeApiKey;
    private final ErrorResponses errors;

    AuthTokenController(ExchangeApiKey exchangeApiKey, ErrorResponses errors) {
        this.exchangeApiKey = exchangeApiKey;
        this.errors = errors;
    }

    @Operation(operationId = "tokenForApiKey", summary = "Trade an API key for an access token")
    @ApiResponse(
            responseCode = "200",
            description = "A token with the key's permissions and limits",
            content = @Content(schema = @Schema(implementation = KeyToken.class)))
    @ApiResponse(responseCode = "401", description = "The key is malformed, unknown, deleted or expired")
    @Post
    HttpResponse<?> token(HttpRequest<?> request, @Valid @Body KeyBody body) {
        return exchangeApiKey
                .exchange(body.apiKey())
                .<HttpResponse<?>>map(
                        token -> HttpResponse.ok(KeyToken.of(token)).header("Cache-Control", "no-store"))
                .orElseGet(() -> errors.of(
                        request,
                        PublicError.of(ErrorKind.UNAUTHENTICATED, "The API key is not valid.")
                                .withHeader("WWW-Authenticate", "Bearer realm=\"gatehouse\"")));
    }

    /** The body: a key. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ApiKeyText", example = "{\"api_key\": \"sk-gh-…\"}")
    record KeyBody(@Schema(example = "sk-gh-…") @NotNull Secret apiKey) {}

    /** The token that stands for the key. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ApiKeyToken")
    record KeyToken(Secret accessToken, String tokenType, long expiresIn, String scope) {

        static KeyToken of(AccessToken token) {
            return new KeyToken(token.value(), "bearer", token.life().toSeconds(), token.scope());
        }
    }
}
