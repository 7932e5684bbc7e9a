package org.gatehouse.vault.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.VaultReplica;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change that one replica makes is told by the other, with the owner's id and nothing more. */
final class ChangesIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static VaultReplica changing;
    private static VaultReplica telling;

    @BeforeAll
    static void start() {
        changing = VaultReplica.start(DATABASE, ISSUER);
        telling = VaultReplica.start(DATABASE, ISSUER);
    }

    @AfterAll
    static void stop() {
        HTTP.shutdownNow();
        changing.close();
        telling.close();
    }

    @Test
    @Timeout(20)
    void areToldByEveryReplica() throws Exception {
        var owner = UUID.randomUUID();
        var token = ISSUER.loginToken(owner, "read", "write", "execute");
        try (var events = listen()) {
            assertThat(next(events)).isEqualTo("listening {}");
            store(token, "https://one.example");
            assertThat(next(events)).isEqualTo("changed " + owner);
            store(token, "https://two.example");
            assertThat(next(events)).isEqualTo("changed " + owner);
            assertThat(changing.delete("/api/v1/auth/node", token).status()).isEqualTo(204);
            assertThat(next(events)).isEqualTo("changed " + owner);
        }
    }

    @Test
    void areForServicesOnly() {
        var user = ISSUER.loginToken(UUID.randomUUID(), "read", "write", "execute", "admin");

        assertThat(telling.get("/internal/secrets/changes", user).status()).isIn(401, 403);
        assertThat(telling.get("/internal/secrets/changes", null).status()).isEqualTo(401);
    }

    private static void store(String token, String url) {
        var answer = changing.send("PUT", "/api/v1/auth/node", token, """
                {"url":"%s","username":"gateway","password":"gateway-password"}""".formatted(url));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static BufferedReader listen() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(telling.address().resolve("/internal/secrets/changes"))
                .header("Authorization", "Bearer " + ISSUER.serviceToken("chat-relay-service", "key-vault-service"))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The name and the data of the next event. */
    private static String next(BufferedReader events) throws IOException {
        var name = "";
        for (var line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:") && !name.isEmpty()) {
                return name + " " + line.substring("data:".length()).strip();
            }
        }
        throw new AssertionError("the stream has ended");
    }
}
