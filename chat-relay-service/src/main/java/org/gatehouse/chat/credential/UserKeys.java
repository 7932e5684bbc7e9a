package org.gatehouse.chat.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.token.DelegatedTokens;

/**
 * Asks the vault for a caller's key, for the upstream's own origin: the vault gives it for no other. What it says, also that
 * there is none, is kept for some seconds.
 */
@Singleton
final class UserKeys {

    private static final String AUDIENCE = "key-vault-service";
    private static final int MAX_HELD = 10_000;

    private final VaultConfig config;
    private final DelegatedTokens tokens;
    private final HttpClient http;
    private final Cache<Wanted, Optional<String>> held;

    UserKeys(VaultConfig config, DelegatedTokens tokens) {
        this.config = config;
        this.tokens = tokens;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.held = Caffeine.newBuilder()
                .maximumSize(MAX_HELD)
                .expireAfterWrite(config.keep())
                .build();
    }

    /** One caller's key for one place. */
    record Wanted(UUID account, String name, String origin) {}

    /**
     * The key, or empty when the caller has none for this origin. Blocks: virtual threads only.
     *
     * @throws IOException when the vault cannot be asked: whether there is a key is then not known
     */
    Optional<String> find(Wanted wanted, String userToken) throws IOException, InterruptedException {
        Optional<String> known = held.getIfPresent(wanted);
        if (known != null) {
            return known;
        }
        Optional<String> token = tokens.tokenFor(AUDIENCE, userToken);
        Optional<String> found = token.isEmpty() ? Optional.empty() : ask(wanted, token.get());
        held.put(wanted, found);
        return found;
    }

    private Optional<String> ask(Wanted wanted, String token) throws IOException, InterruptedException {
        byte[] body = JsonTree.bytes(JsonTree.object()
                .put("kind", "provider-key")
                .put("name", wanted.name())
                .put("purpose", "upstream-call")
                .put("origin", wanted.origin()));
        IOException last = new IOException("no address of the vault");
        for (URI base : config.urls()) {
            try {
                return secret(http.send(request(base, token, body), BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private HttpRequest request(URI base, String token, byte[] body) {
        return HttpRequest.newBuilder(
                        URI.create(HttpAddresses.withoutLastSlash(base.toString()) + "/internal/secrets/release"))
                .timeout(config.timeout())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Optional<String> secret(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == 404 || answer.statusCode() == 403) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new IOException("key-vault-service answered " + answer.statusCode());
        }
        String encoded = JsonTree.object(answer.body()).path("secret").asText();
        return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
