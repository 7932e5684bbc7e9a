package org.gatehouse.auth.session;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.auth.secret.Secret;

/** What a login or refresh hands out. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(description = "An access token, and the refresh token that gets the next pair once")
public record TokenPair(
        @Schema(description = "JWT (RFC 9068), sent as a bearer token")
        Secret accessToken,

        @Schema(description = "Opaque; each one works once, and a second use ends the session")
        Secret refreshToken,

        @Schema(example = "bearer") String tokenType,

        @Schema(description = "Seconds until the access token expires")
        long expiresIn,

        @Schema(example = "read write execute") String scope) {}
