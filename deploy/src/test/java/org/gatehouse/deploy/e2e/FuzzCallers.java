package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Nine kinds of caller, each with a credential, and what one of them has that no other may see. */
final class FuzzCallers {
    /** Who asks, and what such a one may do. */
    enum Kind {
        NOBODY(""),
        GARBAGE(""),
        EXPIRED(""),
        USER("read write execute"),
        OTHER_USER("read write execute"),
        KEY("read write execute"),
        RESTRICTED_KEY("read"),
        ADMINISTRATOR("read write execute admin"),
        SERVICE("");

        private final String permissions;

        Kind(String permissions) {
            this.permissions = permissions;
        }

        boolean mayCall(ApiOperation operation) {
            return operation.open()
                    || (!permissions.isEmpty()
                            && List.of(permissions.split(" ", -1)).containsAll(operation.permissions()));
        }

        boolean isNobody() {
            return this == NOBODY || this == GARBAGE || this == EXPIRED;
        }
    }

    /** What belongs to {@link Kind#USER}: ids that others may try, and texts that nobody else may be told. */
    record Possessions(String account, String email, String key, String keyId, String secret) {

        List<String> ids() {
            return List.of(account, keyId);
        }

        List<String> untold() {
            return List.of(account, email, key, keyId, secret);
        }
    }

    private final Suite suite;
    private final Client client;
    private final Map<Kind, String> credentials = new EnumMap<>(Kind.class);
    private final Possessions possessions;

    FuzzCallers(Suite suite, Client client) {
        this.suite = suite;
        this.client = client;
        var email = client.register();
        var token = client.login(email, Client.PASSWORD).access();
        var owned = client.createKey(token);
        var secret = "sk-canary-" + Long.toUnsignedString(System.nanoTime(), 36) + "-of-the-user";
        client.send("PUT", "/api/v1/auth/provider-keys/openai", token, "{\"api_key\":\"" + secret + "\"}")
                .expect(200);
        this.possessions = new Possessions(me(token).path("id").asText(), email, owned.key(), owned.id(), secret);
        credentials.put(Kind.NOBODY, "");
        credentials.put(Kind.GARBAGE, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyb290In0.c2lnbmF0dXJl");
        credentials.put(Kind.USER, token);
        credentials.put(Kind.EXPIRED, expired(client.newcomer().access()));
        for (var kind : List.of(Kind.OTHER_USER, Kind.KEY, Kind.RESTRICTED_KEY, Kind.ADMINISTRATOR, Kind.SERVICE)) {
            credentials.put(kind, fresh(kind));
        }
    }

    Possessions possessions() {
        return possessions;
    }

    String credential(Kind kind) {
        return kind == Kind.ADMINISTRATOR ? suite.chief().token(client) : credentials.getOrDefault(kind, "");
    }

    /** A caller may have ended its own session or deleted its own key: then it gets another. */
    void restore(Kind kind) {
        if (kind.isNobody() || kind == Kind.SERVICE || kind == Kind.ADMINISTRATOR) {
            return;
        }
        if (client.send("GET", "/v1/models", credential(kind), null).status() == 401) {
            credentials.put(
                    kind,
                    kind == Kind.USER
                            ? client.login(possessions.email(), Client.PASSWORD).access()
                            : fresh(kind));
        }
    }

    private String fresh(Kind kind) {
        return switch (kind) {
            case OTHER_USER -> client.newcomer().access();
            case KEY -> client.newKey();
            case RESTRICTED_KEY ->
                key(client.newcomer().access(), "{\"permissions\":[\"read\"],\"models\":[\"gatehouse/echo\"]}");
            case SERVICE -> serviceToken();
            default -> credential(kind);
        };
    }

    private String key(String token, String terms) {
        return client.send("POST", "/api/v1/auth/keys", token, terms)
                .expect(201)
                .json()
                .path("key")
                .asText();
    }

    private JsonNode me(String token) {
        return client.send("GET", "/api/v1/auth/me", token, null).expect(200).json();
    }

    /** The token of a key that lives for two seconds, after those. */
    private String expired(String access) {
        var end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        var key = key(access, "{\"expires_at\":\"" + end + "\"}");
        var token = client.send("POST", "/auth/token", null, "{\"api_key\":\"" + key + "\"}")
                .expect(200)
                .json()
                .path("access_token")
                .asText();
        Eventually.within(
                Duration.ofMinutes(3),
                "the token has expired",
                () -> client.send("GET", "/v1/models", token, null).status() == 401);
        return token;
    }

    private String serviceToken() {
        var basic =
                Base64.getEncoder().encodeToString(("chat-relay-service:" + secret()).getBytes(StandardCharsets.UTF_8));
        var auth = URI.create("http://127.0.0.1:" + suite.environment().get("GATEHOUSE_AUTH_PORT") + "/token");
        return client.send(HttpRequest.newBuilder(auth)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .header("authorization", "Basic " + basic)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=client_credentials&audience=model-catalog-service"))
                        .build())
                .expect(200)
                .json()
                .path("access_token")
                .asText();
    }

    private String secret() {
        try {
            return Files.readString(suite.home().resolve("secrets/GATEHOUSE_RELAY_CLIENT_SECRET"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
