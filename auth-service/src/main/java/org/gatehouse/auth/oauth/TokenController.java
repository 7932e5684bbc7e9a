package org.gatehouse.auth.oauth;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.auth.client.ServiceClients;
import org.jspecify.annotations.Nullable;

/** The token endpoint of RFC 6749. */
@Controller("/token")
@ExecuteOn(TaskExecutors.BLOCKING)
@PermitAll
@Tag(name = "OAuth 2", description = "The token endpoint and what discovery names")
class TokenController {

    private static final String DEFAULT_GRANT = "password";

    private final Map<String, Grant> grants;
    private final ServiceClients services;

    TokenController(List<Grant> grants, ServiceClients services) {
        this.grants = grants.stream().collect(Collectors.toUnmodifiableMap(Grant::type, Function.identity()));
        this.services = services;
    }

    @Operation(
            operationId = "token",
            summary = "Get a token",
            description =
                    "Grants: password (also when grant_type is left out) and refresh_token for users; client_credentials and token exchange for the suite's services.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema = @Schema(implementation = PublicForm.class))))
    @ApiResponse(
            responseCode = "200",
            description = "A token",
            content = @Content(schema = @Schema(implementation = TokenResponse.class)))
    @ApiResponse(
            responseCode = "400",
            description = "An OAuth error",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The client could not be authenticated",
            content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> token(HttpRequest<?> request, @Nullable @Body String body) {
        var form = TokenForm.parse(body == null ? "" : body);
        if (form.isEmpty()) {
            return ErrorView.response(OAuthError.invalidRequest("The form is malformed or names a parameter twice."));
        }
        var header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        var client = header == null ? Optional.<String>empty() : authenticate(header);
        if (header != null && client.isEmpty()) {
            return ErrorView.response(OAuthError.invalidClient());
        }
        return answer(new Grant.TokenRequest(form.get(), client));
    }

    private HttpResponse<?> answer(Grant.TokenRequest request) {
        var grant = grants.get(request.form().get("grant_type").orElse(DEFAULT_GRANT));
        if (grant == null) {
            return ErrorView.response(OAuthError.unsupportedGrantType());
        }
        return switch (grant.give(request)) {
            case Grant.Outcome.Given(var response) -> HttpResponse.ok(response).header("Cache-Control", "no-store");
            case Grant.Outcome.Refused(var error) -> ErrorView.response(error);
        };
    }

    private Optional<String> authenticate(String header) {
        return BasicCredentials.parse(header)
                .filter(basic -> services.authenticates(basic.clientId(), basic.secret()))
                .map(BasicCredentials::clientId);
    }

    /** What a user's client may send. */
    @Schema(name = "TokenForm")
    record PublicForm(
            @Schema(
                    name = "grant_type",
                    description = "password (also without it) or refresh_token",
                    example = "password")
            String grantType,

            @Nullable String username,
            @Schema(format = "password") @Nullable String password,

            @Schema(description = "A code of the second factor, where one is set up") @Nullable
            String otp,

            @Schema(name = "refresh_token") @Nullable String refreshToken) {}
}
