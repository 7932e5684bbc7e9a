package org.gatehouse.vault.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.testing.issuer.EdgeCaller;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call the vault: users by the edge, services for themselves. */
final class EdgeTokenIT {

    private static final String SERVICE = "key-vault-service";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;

    @BeforeAll
    static void start() {
        vault = VaultReplica.start(DATABASE, ISSUER);
    }

    @AfterAll
    static void stop() {
        vault.close();
    }

    static Stream<EdgeCaller> callers() {
        var user = ISSUER.userToken(UUID.randomUUID(), "read");
        var key = ISSUER.keyToken(UUID.randomUUID(), UUID.randomUUID(), "read");
        return EdgeCaller.of(ISSUER, SERVICE, user, key).stream();
    }

    @ParameterizedTest
    @MethodSource("callers")
    void opensEachPathToItsCallers(EdgeCaller caller) {
        var own = vault.sendPlain(caller.on(to("/api/v1/auth/secrets")).build());
        var internal = vault.sendPlain(caller.on(to("/internal/secrets/release"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"kind":"node","name":"","purpose":"node-session","origin":"https://node.example"}"""))
                .build());

        assertThat(own.status()).as(own.body()).isEqualTo(caller.asUser() ? 200 : 401);
        assertThat(internal.status()).as(internal.body()).isEqualTo(caller.asService() ? 403 : 401);
    }

    @Test
    void refusesARevokedSession() {
        var session = UUID.randomUUID();
        var token = ISSUER.user(UUID.randomUUID(), "read")
                .claim("sid", session.toString())
                .sign();
        assertThat(vault.get("/api/v1/auth/secrets", token).status()).isEqualTo(200);
        ISSUER.revoke("session", session);

        long end = System.nanoTime() + PATIENCE.toNanos();
        while (vault.get("/api/v1/auth/secrets", token).status() != 401) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(vault.address().resolve(path));
    }
}
