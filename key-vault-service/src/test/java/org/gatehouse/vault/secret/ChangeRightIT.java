package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.VaultReplica;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may change secrets, at each operation that does. */
final class ChangeRightIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;

    private final UUID account = UUID.randomUUID();

    @BeforeAll
    static void start() {
        vault = VaultReplica.start(DATABASE, ISSUER);
    }

    @AfterAll
    static void stop() {
        vault.close();
    }

    static Stream<Arguments> changes() {
        var key = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
        var node = "{\"url\":\"https://node.example.org\",\"username\":\"u\",\"password\":\"p\"}";
        return Stream.of(
                arguments("POST", "/api/v1/auth/private-key", "{\"private_key\":\"" + key + "\"}"),
                arguments("DELETE", "/api/v1/auth/private-key", ""),
                arguments("PUT", "/api/v1/auth/provider-keys/openai", "{\"api_key\":\"sk-own\"}"),
                arguments("DELETE", "/api/v1/auth/provider-keys/openai", ""),
                arguments("PUT", "/api/v1/auth/node", node),
                arguments("DELETE", "/api/v1/auth/node", ""));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isRefusedToAnApiKeyThatOnlyWrites(String method, String path, String body) {
        var answer = change(method, path, ISSUER.keyToken(account, UUID.randomUUID(), "read", "write"), body);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("permission secrets").doesNotContain("sk-own");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void asksALoginOfLongAgoToLogInAgain(String method, String path, String body) {
        var old = ISSUER.user(account, "read", "write")
                .claim("sid", UUID.randomUUID().toString())
                .claim("acr", "2")
                .claim("auth_time", Instant.now().minus(Duration.ofMinutes(16)).getEpochSecond())
                .sign();
        var answer = change(method, path, old, body);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_user_authentication", "max_age=\"900\"");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void asksASessionThatDoesNotSayWhenItLoggedInToLogIn(String method, String path, String body) {
        assertThat(change(method, path, ISSUER.userToken(account, "read", "write"), body)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isForALoginOfLate(String method, String path, String body) {
        assertThat(change(method, path, ISSUER.loginToken(account, "read", "write"), body)
                        .status())
                .isIn(200, 201, 404);
    }

    private static VaultReplica.Answer change(String method, String path, String token, String body) {
        return vault.send(method, path, token, body.isEmpty() ? null : body);
    }
}
