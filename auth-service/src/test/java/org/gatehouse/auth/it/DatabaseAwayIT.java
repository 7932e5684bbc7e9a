package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.testing.postgres.StoppablePostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers are told while PostgreSQL is frozen, dead, or takes no writes, and that nobody has to restart anything. */
@Timeout(120)
final class DatabaseAwayIT {

    @RegisterExtension
    static final PostgresDatabase OTHER = PostgresDatabase.migratedBy("db/migration");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final StoppablePostgres POSTGRES = StoppablePostgres.start();
    private static final int MANAGEMENT = freePort();
    private static AuthService auth;

    @BeforeAll
    static void start() {
        var settings = new HashMap<String, Object>(POSTGRES.properties());
        settings.put("endpoints.all.port", MANAGEMENT);
        auth = AuthService.on(OTHER, settings);
    }

    @AfterAll
    static void stop() {
        auth.close();
        POSTGRES.close();
    }

    @Test
    void isUnavailableWhileTheServerIsFrozenAndComesBackByItself() {
        var token = auth.administrator();
        POSTGRES.freeze();
        try {
            assertThatAllIsUnavailable(token);
            assertThat(readiness()).isEqualTo(503);
        } finally {
            POSTGRES.thaw();
        }
        assertThatAllIsBack(token);
    }

    @Test
    void isUnavailableWhileTheServerIsDeadAndComesBackByItself() {
        var token = auth.administrator();
        POSTGRES.kill();
        try {
            assertThatAllIsUnavailable(token);
            assertThat(readiness()).isEqualTo(503);
        } finally {
            POSTGRES.startAgain();
        }
        assertThatAllIsBack(token);
    }

    @Test
    void refusesOnlyWritesWhileTheServerIsReadOnlyAndSaysSo() {
        var token = auth.administrator();
        POSTGRES.readOnly(true);
        try {
            Eventually.becomes(200, () -> auth.get("/users", token).status(), PATIENCE);
            assertThatIsUnavailable(logIn());
            assertThat(health().body()).contains("DEGRADED");
            assertThat(readiness()).isEqualTo(200);
            assertThat(metrics()).containsPattern("gatehouse_database_failures_total\\{reason=\"read-only\"} [1-9]");
        } finally {
            POSTGRES.readOnly(false);
        }
        assertThatAllIsBack(token);
    }

    @Test
    void isReadyWhileAllIsWell() {
        assertThatAllIsBack(auth.administrator());
        assertThat(health().body()).contains("UP");
    }

    private static void assertThatAllIsUnavailable(String token) {
        for (int i = 0; i < 3; i++) {
            assertThatIsUnavailable(logIn());
            assertThatIsUnavailable(auth.get("/users", token));
            assertThatIsUnavailable(auth.get("/api/v1/auth/me", token));
            assertThatIsUnavailable(auth.post("/api/v1/auth/keys", token, "{\"name\":\"k\"}"));
            assertThat(auth.form("/token", "grant_type=client_credentials&audience=x", auth.asGateway()))
                    .satisfiesAnyOf(
                            DatabaseAwayIT::assertThatIsUnavailable,
                            known -> assertThat(known.status()).isLessThan(500));
        }
    }

    private static void assertThatIsUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.body())
                .contains("urn:gatehouse:error:unavailable")
                .doesNotContain("SQL", "postgres", "Hikari");
    }

    private static void assertThatAllIsBack(String token) {
        Eventually.becomes(200, () -> logIn().status(), PATIENCE);
        Eventually.becomes(200, () -> auth.get("/users", token).status(), PATIENCE);
        Eventually.becomes(200, DatabaseAwayIT::readiness, PATIENCE);
    }

    private static Answer logIn() {
        return auth.logIn(AuthService.ADMIN_EMAIL, AuthService.ADMIN_PASSWORD);
    }

    private static int readiness() {
        return health().status();
    }

    private static Answer health() {
        return auth.send(HttpRequest.newBuilder(management("/health/readiness")));
    }

    private static String metrics() {
        return auth.send(HttpRequest.newBuilder(management("/metrics"))).body();
    }

    private static URI management(String path) {
        return URI.create("http://127.0.0.1:" + MANAGEMENT + path);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
