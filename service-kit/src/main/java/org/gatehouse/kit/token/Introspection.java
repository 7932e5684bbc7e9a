package org.gatehouse.kit.token;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Asks auth-service whether a user's token is still worth anything (RFC 7662). */
@Singleton
public final class Introspection {

    private final TokensConfig tokens;
    private final ClientConfig client;
    private final AuthServer auth;

    Introspection(TokensConfig tokens, ClientConfig client, AuthServer auth) {
        this.tokens = tokens;
        this.client = client;
        this.auth = auth;
    }

    /** Blocks: virtual threads only. Empty when auth-service does not tell. */
    public Optional<Boolean> isActive(String token) {
        try {
            var answer = auth.call(
                    tokens.under("/token/introspection"),
                    request -> client.post(request, "token=" + ClientConfig.encode(token)));
            var json = StrictObject.parse(new String(answer.body(), StandardCharsets.UTF_8))
                    .orElse(Map.of());
            return answer.statusCode() == 200 && json.get("active") instanceof Boolean active
                    ? Optional.of(active)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
