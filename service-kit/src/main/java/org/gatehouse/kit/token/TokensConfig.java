package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens this service accepts.
 *
 * @param issuer the exact {@code iss} of our tokens
 * @param audience this service's own name: the {@code aud} of tokens that other services bring
 * @param authUrl base addresses of auth-service, tried in order
 * @param jwksUrl the key set, when it is not at its usual place under {@code authUrl}
 */
@ConfigurationProperties("gatehouse.tokens")
public record TokensConfig(
        @NotBlank String issuer,
        @NotBlank String audience,
        @NotEmpty List<URI> authUrl,
        @Nullable URI jwksUrl) {

    List<URI> keySetUrls() {
        return jwksUrl != null ? List.of(jwksUrl) : under("/.well-known/jwks.json");
    }

    List<URI> tokenUrls() {
        return under("/token");
    }

    private List<URI> under(String path) {
        return authUrl.stream()
                .map(base -> URI.create(base.toString().replaceAll("/+$", "") + path))
                .toList();
    }
}
