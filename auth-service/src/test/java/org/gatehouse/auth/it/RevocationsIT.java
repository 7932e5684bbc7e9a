package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevocationsIT {

    private static final String KEYS = "/api/v1/auth/keys";
    private static final String PATH = "/internal/revocations";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    static AuthService here;
    static AuthService there;

    @BeforeAll
    static void start() {
        here = AuthService.on(DATABASE);
        there = AuthService.on(DATABASE);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    @Test
    void replicasAgreeOnTheSigningKey() {
        assertThat(there.get("/.well-known/jwks.json").body())
                .isEqualTo(here.get("/.well-known/jwks.json").body());
        assertThat(there.get("/api/v1/auth/me", here.newUser()).status()).isEqualTo(200);
    }

    @Test
    void tellsSubscribersOfEveryReplicaWithinASecond() throws InterruptedException {
        try (var near = subscribe(here, "");
                var far = subscribe(there, "")) {
            near.ready();
            far.ready();
            var user = here.newUser();
            for (int i = 0; i < 5; i++) {
                var key = here.post(KEYS, user, "{}").text("id");
                here.delete(KEYS + "/" + key, user);
                assertThat(near.next(Duration.ofSeconds(1)).data())
                        .contains("\"kind\":\"key\"", key, "\"at\":", "\"until\":");
                assertThat(far.next(Duration.ofSeconds(1)).data()).contains(key);
            }
        }
    }

    @Test
    void tellsOfEndedSessions() throws InterruptedException {
        try (var subscription = subscribe(there, "")) {
            subscription.ready();
            var pair = here.logIn(here.register(), PASSWORD);
            here.post("/api/v1/auth/logout", json("refresh_token", pair.text("refresh_token")));

            var sid =
                    String.valueOf(AuthService.claims(pair.text("access_token")).get("sid"));
            assertThat(subscription.next(Duration.ofSeconds(1)).data()).contains("\"kind\":\"session\"", sid);
        }
    }

    @Test
    void repeatsWhatStillMattersAndResumesAfterTheCursor() throws InterruptedException {
        var user = here.newUser();
        String first;
        String second;
        try (var watching = subscribe(there, "")) {
            watching.ready();
            first = deletedKey(user);
            second = deletedKey(user);
            assertThat(watching.next(Duration.ofSeconds(1)).data()).contains(first);
            assertThat(watching.next(Duration.ofSeconds(1)).data()).contains(second);
        }

        List<Frame> all;
        try (var subscription = subscribe(there, "")) {
            all = subscription.ready();
        }
        assertThat(all)
                .extracting(Frame::data)
                .anyMatch(data -> data.contains(first))
                .anyMatch(data -> data.contains(second));
        var cursor = all.stream()
                .filter(frame -> frame.data().contains(first))
                .findFirst()
                .orElseThrow()
                .id();
        try (var subscription = subscribe(there, cursor)) {
            assertThat(subscription.ready())
                    .extracting(Frame::data)
                    .noneMatch(data -> data.contains(first))
                    .anyMatch(data -> data.contains(second));
        }
    }

    @Test
    void comesBackWhenItsConnectionIsCut() throws InterruptedException, SQLException {
        try (var subscription = subscribe(there, "")) {
            subscription.ready();
            try (var connection = DATABASE.dataSourceOfTheService().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'auth-service listener' and datname = current_database()");
            }
            var key = deletedKey(here.newUser());
            assertThat(subscription.next(Duration.ofSeconds(5)).data()).contains(key);
        }
    }

    @Test
    void pingsInSilence() throws InterruptedException {
        try (var subscription = subscribe(here, "")) {
            subscription.ready();
            assertThat(subscription.comment(Duration.ofSeconds(7))).isEqualTo(": ping");
        }
    }

    @Test
    void refusesRevokedTokensItselfOnEveryReplica() throws InterruptedException {
        var pair = here.logIn(here.register(), PASSWORD);
        try (var subscription = subscribe(there, "")) {
            subscription.ready();
            assertThat(there.get("/api/v1/auth/me", pair.text("access_token")).status())
                    .isEqualTo(200);
            here.post("/api/v1/auth/logout", json("refresh_token", pair.text("refresh_token")));
            subscription.next(Duration.ofSeconds(1));
        }
        var refused = there.get("/api/v1/auth/me", pair.text("access_token"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void isForServicesOnly() {
        assertThat(here.get(PATH).status()).isEqualTo(401);
        assertThat(here.get(PATH, here.newUser()).status()).isEqualTo(401);
        assertThat(here.get(PATH, here.administrator()).status()).isEqualTo(401);
        assertThat(here.get(PATH, here.serviceToken("key-vault-service")).status())
                .isEqualTo(401);
    }

    private static String deletedKey(String user) {
        var id = here.post(KEYS, user, "{}").text("id");
        here.delete(KEYS + "/" + id, user);
        return id;
    }

    private static Subscription subscribe(AuthService service, String cursor) {
        return new Subscription(service, cursor);
    }

    /** One event of the stream. */
    private record Frame(String id, String event, String data) {}

    /** A subscriber that reads on a thread of its own. */
    private static final class Subscription implements AutoCloseable {

        private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
        private final Thread reader;

        Subscription(AuthService service, String cursor) {
            var request = HttpRequest.newBuilder(service.at(PATH))
                    .header("Authorization", "Bearer " + service.serviceToken("auth-service"));
            if (!cursor.isEmpty()) {
                request.header("Last-Event-ID", cursor);
            }
            reader = Thread.ofVirtual().start(() -> read(service, request.build()));
        }

        private void read(AuthService service, HttpRequest request) {
            try (var body = service.http()
                            .send(request, BodyHandlers.ofInputStream())
                            .body();
                    var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                var id = "";
                var event = "";
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(":")) {
                        comments.add(line);
                    } else if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        event = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        frames.add(new Frame(id, event, line.substring(6)));
                    }
                }
            } catch (IOException | InterruptedException closed) {
                comments.add("closed");
            }
        }

        /** What came before the stream is live. */
        List<Frame> ready() throws InterruptedException {
            var before = new ArrayList<Frame>();
            for (var frame = next(Duration.ofSeconds(5));
                    !frame.event().equals("ready");
                    frame = next(Duration.ofSeconds(5))) {
                assertThat(frame.event()).isEqualTo("revocation");
                before.add(frame);
            }
            return before;
        }

        Frame next(Duration within) throws InterruptedException {
            var frame = frames.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(frame).as("an event within %s", within).isNotNull();
            return frame;
        }

        String comment(Duration within) throws InterruptedException {
            return String.valueOf(comments.poll(within.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            reader.interrupt();
        }
    }
}
