package org.gatehouse.auth.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.TokenPair;
import org.gatehouse.auth.token.AccessToken;
import org.jspecify.annotations.Nullable;

/** A successful answer of the token endpoint. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "OAuthToken")
record TokenResponse(
        Secret accessToken,

        @Schema(description = "With the grants password and refresh_token") @Nullable
        Secret refreshToken,

        @Schema(description = "With token exchange") @Nullable
        String issuedTokenType,

        String tokenType,
        long expiresIn,
        @JsonInclude String scope) {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    static TokenResponse of(TokenPair pair) {
        return new TokenResponse(
                pair.accessToken(), pair.refreshToken(), null, pair.tokenType(), pair.expiresIn(), pair.scope());
    }

    static TokenResponse of(AccessToken token) {
        return new TokenResponse(
                token.value(), null, null, "Bearer", token.life().toSeconds(), token.scope());
    }

    static TokenResponse exchanged(AccessToken token) {
        return new TokenResponse(
                token.value(), null, ACCESS_TOKEN, "Bearer", token.life().toSeconds(), token.scope());
    }
}
