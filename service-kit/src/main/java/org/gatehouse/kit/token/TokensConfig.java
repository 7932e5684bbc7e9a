package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.List;
import org.gatehouse.kit.config.HttpAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens this service accepts.
 *
 * @param issuer the exact {@code iss} of our tokens
 * @param audience this service's own name: the {@code aud} of tokens that other services bring
 * @param edge the client id of the edge: a user's token counts only beside a token of this client's
 * @param authUrl base addresses of auth-service, separated by commas, tried in order
 * @param jwksUrl the key set, when it is not at its usual place under {@code authUrl}
 */
@ConfigurationProperties("gatehouse.tokens")
public record TokensConfig(
        @NotBlank String issuer,
        @NotBlank String audience,
        @NotBlank String edge,
        String authUrl,
        @Nullable String jwksUrl) {

    public TokensConfig {
        HttpAddresses.list("GATEHOUSE_AUTH_URL", authUrl);
    }

    List<URI> keySetUrls() {
        return jwksUrl != null
                ? HttpAddresses.list("gatehouse.tokens.jwks-url", jwksUrl)
                : under("/.well-known/jwks.json");
    }

    List<URI> tokenUrls() {
        return under("/token");
    }

    /** Whether this service is the edge itself, where users come with their token alone. */
    boolean isEdge() {
        return audience.equals(edge);
    }

    /** Where a path of auth-service's is on each of its addresses. */
    public List<URI> under(String path) {
        return HttpAddresses.list("GATEHOUSE_AUTH_URL", authUrl).stream()
                .map(base -> URI.create(base + path))
                .toList();
    }
}
