package org.gatehouse.auth.oauth;

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
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.EndSession;
import org.gatehouse.auth.session.SessionId;
import org.jspecify.annotations.Nullable;

/** Lets whoever holds a token give it back (RFC 7009); with it goes the session it belongs to. */
@Controller("/token/revocation")
@ExecuteOn(TaskExecutors.BLOCKING)
@PermitAll
@Tag(name = "OAuth 2")
class RevocationController {

    private final TokenStatus status;
    private final EndSession endSession;

    RevocationController(TokenStatus status, EndSession endSession) {
        this.status = status;
        this.endSession = endSession;
    }

    @Operation(
            operationId = "revokeToken",
            summary = "Give a token back",
            description =
                    "A refresh token or an access token of a login: its session ends. Unknown tokens are answered alike.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema = @Schema(implementation = RevocationForm.class))))
    @ApiResponse(responseCode = "200", description = "The token is of no use any more")
    @ApiResponse(responseCode = "400", description = "No token was given")
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> revoke(@Nullable @Body String body) {
        var token = TokenForm.parse(body == null ? "" : body).flatMap(form -> form.get("token"));
        if (token.isEmpty()) {
            return ErrorView.response(OAuthError.invalidRequest("token is required."));
        }
        endSession.endWith(Secret.of(token.get()));
        status.userOf(token.get())
                .flatMap(user -> user.sessionId())
                .ifPresent(session -> endSession.end(new SessionId(session)));
        return HttpResponse.ok().header("Cache-Control", "no-store");
    }

    /** What is sent, for the API document. */
    @Schema(name = "RevocationForm")
    record RevocationForm(@Schema(example = "rt-gh-…") String token) {}
}
