package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.auth.it.AuthService.PASSWORD;
import static org.gatehouse.auth.it.AuthService.claims;
import static org.gatehouse.auth.it.AuthService.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an account loses at a moment nobody has who logs in at that moment. */
class LoginRacesIT {

    private static final int THREADS = 6;
    private static final int ROUNDS = 4;

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    @Test
    void noSessionOfTheOldPasswordOutlivesItsChange() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var email = auth.register();
            var owner = auth.logIn(email, PASSWORD).text("access_token");

            var pairs = loginsDuring(
                    email,
                    () -> auth.post(
                            "/api/v1/auth/password",
                            owner,
                            json("current_password", PASSWORD, "new_password", "an entirely new phrase")));

            assertThat(pairs).isNotEmpty();
            assertThat(pairs)
                    .allSatisfy(pair -> assertThat(
                                    auth.post("/api/v1/auth/refresh", json("refresh_token", pair.text("refresh_token")))
                                            .status())
                            .isEqualTo(401));
        }
    }

    @Test
    void noTokenOfAnAdministratorOutlivesTheDemotion() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var email = auth.register();
            var id = String.valueOf(
                    claims(auth.logIn(email, PASSWORD).text("access_token")).get("sub"));
            change(id, "{\"roles\":[\"admin\"]}");

            var admin = auth.administrator();
            var pairs = loginsDuring(email, () -> changeAs(admin, id, "{\"roles\":[\"user\"]}"));

            assertThat(pairs).isNotEmpty();
            for (var pair : pairs) {
                Eventually.becomes(
                        true,
                        () -> auth.get("/users", pair.text("access_token")).status() != 200);
            }
        }
    }

    @Test
    void noChangeOfANameBringsALostRoleBack() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var email = auth.register();
            var id = String.valueOf(
                    claims(auth.logIn(email, PASSWORD).text("access_token")).get("sub"));
            change(id, "{\"roles\":[\"admin\"]}");

            var admin = auth.administrator();
            var answers = allAtOnce(List.of(
                    () -> changeAs(admin, id, "{\"name\":\"First\"}"),
                    () -> changeAs(admin, id, "{\"roles\":[\"user\"]}"),
                    () -> changeAs(admin, id, "{\"name\":\"Second\"}")));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(auth.get("/users/" + id, auth.administrator()).texts("roles"))
                    .containsExactly("user");
        }
    }

    @Test
    void ofTwoChangesWithTheOldPasswordOneSucceeds() throws Exception {
        var email = auth.register();
        var owner = auth.logIn(email, PASSWORD).text("access_token");
        var answers = allAtOnce(List.of(
                () -> changePassword(owner, "the phrase of one"),
                () -> changePassword(owner, "the phrase of another")));

        assertThat(answers.stream().map(Answer::status).filter(status -> status == 200))
                .hasSize(1);
    }

    private static Answer changePassword(String owner, String next) {
        return auth.post("/api/v1/auth/password", owner, json("current_password", PASSWORD, "new_password", next));
    }

    private static Answer change(String id, String body) {
        return changeAs(auth.administrator(), id, body);
    }

    private static Answer changeAs(String admin, String id, String body) {
        return auth.send("PATCH", "/users/" + id, admin, body);
    }

    /** All that logged in, from before the change until one that began after it. */
    private static Queue<Answer> loginsDuring(String email, Callable<Answer> change) throws Exception {
        var pairs = new ConcurrentLinkedQueue<Answer>();
        var changed = new AtomicBoolean();
        var first = new CountDownLatch(1);
        var work = new ArrayList<Callable<Answer>>();
        for (int thread = 0; thread < THREADS; thread++) {
            work.add(() -> {
                var last = auth.logIn(email, PASSWORD);
                while (!changed.get()) {
                    if (last.status() == 200) {
                        pairs.add(last);
                        first.countDown();
                    }
                    last = auth.logIn(email, PASSWORD);
                }
                return last;
            });
        }
        work.add(() -> {
            try {
                first.await();
                var answer = change.call();
                while (answer.status() == 503) {
                    answer = change.call();
                }
                assertThat(answer.status()).isEqualTo(200);
                return answer;
            } finally {
                changed.set(true);
            }
        });
        allAtOnce(work).stream()
                .filter(answer -> answer.status() == 200 && answer.json().containsKey("refresh_token"))
                .forEach(pairs::add);
        return pairs;
    }

    private static List<Answer> allAtOnce(List<Callable<Answer>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var results = new ArrayList<Answer>();
            for (var done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
