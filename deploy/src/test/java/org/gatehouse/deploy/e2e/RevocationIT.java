package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSuite.class)
final class RevocationIT {
    private final Client client;

    RevocationIT(Suite suite) {
        this.client = new Client(suite.address());
    }

    /** T01 of the threat model. */
    @Test
    void aDeletedKeyIsRefusedWithinASecond() {
        var tokens = client.newcomer();
        var key = client.createKey(tokens.access());
        client.send("GET", "/v1/models", key.key(), null).expect(200);

        client.send("DELETE", "/api/v1/auth/keys/" + key.id(), tokens.access(), null)
                .expect(204);

        Eventually.within(Duration.ofSeconds(1), "the key is refused", () -> status("/v1/models", key.key()) == 401);
        client.send("GET", "/api/v1/auth/keys/" + key.id(), tokens.access(), null)
                .expect(404);
    }

    @Test
    void theTokenOfADeletedKeyIsRefusedToo() {
        var tokens = client.newcomer();
        var key = client.createKey(tokens.access());
        var token = client.send("POST", "/auth/token", null, "{\"api_key\":\"" + key.key() + "\"}")
                .expect(200)
                .json()
                .path("access_token")
                .asText();
        client.send("GET", "/v1/models", token, null).expect(200);

        client.send("DELETE", "/api/v1/auth/keys/" + key.id(), tokens.access(), null)
                .expect(204);

        Eventually.within(Duration.ofSeconds(1), "the token is refused", () -> status("/v1/models", token) == 401);
    }

    @Test
    void loggingOutEndsTheSession() {
        var tokens = client.newcomer();
        client.send("GET", "/api/v1/auth/me", tokens.access(), null).expect(200);

        client.send("POST", "/api/v1/auth/logout", null, refresh(tokens.refresh()))
                .expect(204);

        client.send("POST", "/api/v1/auth/refresh", null, refresh(tokens.refresh()))
                .expect(401);
        Eventually.within(
                Duration.ofSeconds(1), "the token is refused", () -> status("/api/v1/auth/me", tokens.access()) == 401);
    }

    @Test
    void aRefreshTokenUsedTwiceRevokesTheWholeSession() {
        var first = client.newcomer();
        var second = Client.Tokens.of(client.send("POST", "/api/v1/auth/refresh", null, refresh(first.refresh()))
                .expect(200));
        client.send("GET", "/api/v1/auth/me", second.access(), null).expect(200);

        client.send("POST", "/api/v1/auth/refresh", null, refresh(first.refresh()))
                .expect(401);

        client.send("POST", "/api/v1/auth/refresh", null, refresh(second.refresh()))
                .expect(401);
        Eventually.within(
                Duration.ofSeconds(1), "the token is refused", () -> status("/api/v1/auth/me", second.access()) == 401);
    }

    @Test
    void anotherAccountsKeyIsAsIfItDidNotExist() {
        var key = client.createKey(client.newcomer().access());
        var stranger = client.newcomer().access();

        var foreign = client.send("DELETE", "/api/v1/auth/keys/" + key.id(), stranger, null);
        var unknown = client.send("DELETE", "/api/v1/auth/keys/00000000-0000-4000-8000-000000000000", stranger, null);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json().path("detail")).isEqualTo(unknown.json().path("detail"));
        client.send("GET", "/v1/models", key.key(), null).expect(200);
    }

    private int status(String path, String bearer) {
        return client.send("GET", path, bearer, null).status();
    }

    private static String refresh(String token) {
        return "{\"refresh_token\":\"" + token + "\"}";
    }
}
