package org.gatehouse.chat.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final Cache<Wanted, Found> held;

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

    /** What the vault has. */
    sealed interface Found {

        /** The caller has no key of this name. */
        record None() implements Found {}

        /** There is one, which may not be sent to this upstream. */
        record Elsewhere() implements Found {}

        record Key(String key) implements Found {

            @Override
            public String toString() {
                return "Key[redacted]";
            }
        }
    }

    /**
     * The caller's key for this origin, if there is one. Blocks: virtual threads only.
     *
     * @throws IOException when the vault cannot be asked: whether there is a key is then not known
     */
    Found find(Wanted wanted, String userToken) throws IOException, InterruptedException {
        Found known = held.getIfPresent(wanted);
        if (known != null) {
            return known;
        }
        Optional<String> token = tokens.tokenFor(AUDIENCE, userToken);
        Found found = token.isEmpty() ? new Found.None() : ask(wanted, token.get());
        held.put(wanted, found);
        return found;
    }

    private Found ask(Wanted wanted, String token) throws IOException, InterruptedException {
        ObjectNode asked = JsonTree.object()
                .put("kind", "provider-key")
                .put("name", wanted.name())
                .put("purpose", "upstream-call");
        byte[] where = JsonTree.bytes(asked);
        Optional<JsonNode> released =
                post("/internal/secrets/release", token, JsonTree.bytes(asked.put("origin", wanted.origin())));
        if (released.isPresent()) {
            String encoded = released.get().path("secret").asText();
            return new Found.Key(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        }
        return post("/internal/secrets/locate", token, where).isPresent() ? new Found.Elsewhere() : new Found.None();
    }

    /** The first address that answers decides; empty when it has nothing for us. */
    private Optional<JsonNode> post(String path, String token, byte[] body) throws IOException, InterruptedException {
        IOException last = new IOException("no address of the vault");
        for (URI base : config.urls()) {
            try {
                return read(http.send(request(base, path, token, body), BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private HttpRequest request(URI base, String path, String token, byte[] body) {
        return HttpRequest.newBuilder(URI.create(HttpAddresses.withoutLastSlash(base.toString()) + path))
                .timeout(config.timeout())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Optional<JsonNode> read(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == 404 || answer.statusCode() == 403) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new IOException("key-vault-service answered " + answer.statusCode());
        }
        return Optional.of(JsonTree.object(answer.body()));
    }
}
