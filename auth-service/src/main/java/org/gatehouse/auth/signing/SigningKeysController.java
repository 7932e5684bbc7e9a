package org.gatehouse.auth.signing;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.gatehouse.kit.token.RequiresStepUp;

/** Lets an administrator bring the next signing key forward. */
@Controller("/admin/signing-keys/rotate")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Signing keys", description = "For administrators")
class SigningKeysController {

    private final RotateSigningKey rotateSigningKey;

    SigningKeysController(RotateSigningKey rotateSigningKey) {
        this.rotateSigningKey = rotateSigningKey;
    }

    @Operation(
            operationId = "rotateSigningKey",
            summary = "Bring the next signing key forward",
            description = "It is published at once and signs as soon as every verifier can know it.")
    @ApiResponse(responseCode = "200", description = "When the next key signs")
    @Post
    @Secured("admin")
    @RequiresStepUp(acr = "2", maxAge = "15m")
    Rotation rotate() {
        return new Rotation(rotateSigningKey.rotate());
    }

    /** When the next key's turn begins. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "SigningKeyRotation")
    record Rotation(Instant signsFrom) {}
}
