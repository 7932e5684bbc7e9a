package org.gatehouse.auth.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/** Keycloak's tokens of one login; seconds. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record TokenAnswer(
        Secret accessToken,
        Secret refreshToken,
        long expiresIn,
        @Nullable String scope) {

    TokenPair pair() {
        return new TokenPair(accessToken, refreshToken, "bearer", expiresIn, scope == null ? "" : scope);
    }
}
