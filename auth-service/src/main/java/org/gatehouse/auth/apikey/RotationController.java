package org.gatehouse.auth.apikey;

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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** Rotates the caller's own keys. */
@Controller("/api/v1/auth/keys/{id}/rotate")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "API keys")
class RotationController {

    private final RotateApiKey rotateApiKey;
    private final ErrorResponses errors;

    RotationController(RotateApiKey rotateApiKey, ErrorResponses errors) {
        this.rotateApiKey = rotateApiKey;
        this.errors = errors;
    }

    @Operation(
            operationId = "rotateApiKey",
            summary = "Replace an API key",
            description =
                    "The new key has the same terms. The old one works until the grace ends. Needs a login within the"
                            + " last 15 minutes, with the second factor where one is set up; a key may rotate itself and"
                            + " no other.")
    @ApiResponse(
            responseCode = "200",
            description = "The new key",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @ApiResponse(responseCode = "401", description = "Your login is too long ago")
    @ApiResponse(responseCode = "403", description = "You ask with another key")
    @ApiResponse(responseCode = "404", description = "You have no such key")
    @ApiResponse(
            responseCode = "409",
            description = "The key has been rotated before, or the one before it still works")
    @Post
    @Secured("write")
    HttpResponse<?> rotate(HttpRequest<?> request, Caller.User caller, UUID id, @Nullable @Valid @Body Rotation body) {
        var grace = Duration.ofSeconds(body == null || body.graceSeconds() == null ? 0 : body.graceSeconds());
        return switch (rotateApiKey.rotate(caller, new ApiKeyId(id), grace)) {
            case RotateApiKey.Outcome.Rotated(var next, var text) ->
                HttpResponse.ok(KeyView.of(next, text)).header("Cache-Control", "no-store");
            case RotateApiKey.Outcome.Absent() ->
                errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "API key not found"));
            case RotateApiKey.Outcome.Unproven(var demand) -> errors.of(request, demand);
            case RotateApiKey.Outcome.RotatedBefore() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "The key has been rotated before."));
            case RotateApiKey.Outcome.EarlierStillWorks(var until) ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, """
                    The key before this one works until %s. Delete it first, or rotate without a grace.\
                    """.formatted(
                                until.truncatedTo(ChronoUnit.SECONDS))));
        };
    }

    /** How long the old key still works. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ApiKeyRotation", example = "{\"grace_seconds\": 3600}")
    record Rotation(
            @Schema(description = "How long the old key still works; 0 when left out") @Nullable @Min(0) @Max(2_592_000)
            Integer graceSeconds) {}
}
