package org.gatehouse.kit.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kit.token.VerifiedTokens.Fingerprint;

/**
 * Tokens with which this service calls another one for a user: the user's own access token is exchanged at auth-service
 * (RFC 8693) for one that names the user as {@code sub}, this service as {@code act} and one service as {@code aud}.
 */
@Singleton
public final class DelegatedTokens {

    private static final int MAX_HELD = 10_000;

    private final TokensConfig tokens;
    private final ClientConfig client;
    private final AuthServer auth;
    private final Cache<For, Held> held;

    DelegatedTokens(TokensConfig tokens, ClientConfig client, AuthServer auth, InstantSource clock) {
        this.tokens = tokens;
        this.client = client;
        this.auth = auth;
        this.held = Caffeine.newBuilder()
                .maximumSize(MAX_HELD)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfter(Expiry.creating((For key, Held value) -> value.life()))
                .build();
    }

    private record For(String audience, Fingerprint user) {}

    private record Held(String token, Duration life) {}

    /**
     * A token that the service named {@code audience} accepts on its {@code /internal} paths for this user. Good for at
     * most a minute, and kept here for two thirds of that. Blocks while it has to fetch: virtual threads only.
     *
     * @param userToken the access token that the caller came with, as it stands after {@code Bearer}
     * @return empty when auth-service refuses it: expired, revoked, or its account is disabled; answer 401
     * @throws ServiceTokenUnavailableException when auth-service cannot be asked or does not know this service; answer 503
     */
    public Optional<String> tokenFor(String audience, String userToken) {
        var key = new For(audience, Fingerprint.of(userToken));
        var known = held.getIfPresent(key);
        if (known != null) {
            return Optional.of(known.token());
        }
        var fetched = fetch(audience, userToken);
        fetched.ifPresent(token -> held.put(key, token));
        return fetched.map(Held::token);
    }

    private Optional<Held> fetch(String audience, String userToken) {
        try {
            var answer = auth.call(tokens.tokenUrls(), request -> post(request, audience, userToken));
            var json = StrictObject.parse(new String(answer.body(), StandardCharsets.UTF_8))
                    .orElse(Map.of());
            if (answer.statusCode() == 400 && "invalid_grant".equals(json.get("error"))) {
                return Optional.empty();
            }
            return Optional.of(held(answer, json));
        } catch (IOException e) {
            throw new ServiceTokenUnavailableException("auth-service gave no delegated token for " + audience, e);
        }
    }

    private static Held held(HttpResponse<byte[]> answer, Map<String, ?> json) {
        if (answer.statusCode() == 200
                && json.get("access_token") instanceof String token
                && json.get("expires_in") instanceof Long seconds
                && seconds > 0) {
            return new Held(token, Duration.ofSeconds(seconds).multipliedBy(2).dividedBy(3));
        }
        throw new ServiceTokenUnavailableException(
                "auth-service answered the request for a delegated token with status " + answer.statusCode(), null);
    }

    private HttpRequest.Builder post(HttpRequest.Builder request, String audience, String userToken) {
        return client.post(
                request,
                "grant_type=" + ClientConfig.encode("urn:ietf:params:oauth:grant-type:token-exchange")
                        + "&subject_token_type="
                        + ClientConfig.encode("urn:ietf:params:oauth:token-type:access_token") + "&audience="
                        + ClientConfig.encode(audience)
                        + "&subject_token=" + ClientConfig.encode(userToken));
    }
}
