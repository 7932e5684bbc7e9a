package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.Rows;
import org.gatehouse.vault.it.VaultReplica;
import org.gatehouse.vault.it.VaultReplica.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateKeyIT {

    private static final String PATH = "/api/v1/auth/private-key";
    private static final String KEY = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private static final String ADDRESS = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
    private static final String KEY_ONE = "0x0000000000000000000000000000000000000000000000000000000000000001";
    private static final String ADDRESS_ONE = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;
    private static VaultReplica other;

    private final UUID account = UUID.randomUUID();
    private final String token = ISSUER.loginToken(account, "read", "write");
    private final Rows rows = new Rows(DATABASE);

    @BeforeAll
    static void start() {
        vault = VaultReplica.start(DATABASE, ISSUER);
        other = VaultReplica.start(DATABASE, ISSUER);
    }

    @AfterAll
    static void stop() {
        vault.close();
        other.close();
    }

    @Nested
    final class Created {

        @Test
        void answersWithTheAddressAndNeverWithTheKey() {
            Answer answer = store(KEY);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body())
                    .contains("\"has_key\":true", "\"address\":\"" + ADDRESS + "\"")
                    .containsPattern("\"created_at\":\"20[0-9T:.-]+Z\",\"updated_at\":\"20[0-9T:.-]+Z\"")
                    .doesNotContain(KEY);
            assertThat(answer.header("x-request-id")).isNotEmpty();
        }

        @Test
        void takesThePrefixAndReplacesTheKeyWhoseAddressIsNamed() {
            String first = store(KEY).body();
            Answer second = store(KEY_ONE, ADDRESS.toLowerCase(Locale.ROOT));
            assertThat(second.status()).isEqualTo(201);
            assertThat(second.body()).contains(ADDRESS_ONE, createdAt(first));
            assertThat(vault.get(PATH + "/status", token).body()).isEqualTo(second.body());
            assertThat(secretsOf(account))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("version", 2L));
        }

        @Test
        void losesNoKeyWhoseAddressIsNotNamed() {
            store(KEY);
            for (Answer answer : List.of(store(KEY_ONE), store(KEY_ONE, ADDRESS_ONE), store(KEY_ONE, "0x"))) {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.body()).contains(ADDRESS).contains("replaces");
            }
            assertThat(vault.get(PATH + "/status", token).body()).contains(ADDRESS);
        }

        @Test
        void takesTheVerySameKeyAgain() {
            store(KEY);
            assertThat(store(KEY).status()).isEqualTo(201);
        }

        @Test
        void refusesToReplaceWhatIsNotThere() {
            assertThat(store(KEY, ADDRESS).status()).isEqualTo(409);
            assertThat(vault.get(PATH + "/status", token).body()).contains("\"has_key\":false");
        }

        @Test
        void storesNeitherTheKeyNorItsHexAnywhere() {
            store(KEY);
            assertThat(rows.query("select s::text as s from secret s where owner_id = ?", account)
                                    .toString()
                            + rows.query("select a::text as a from audit_event a where owner_id = ?", account))
                    .contains(ADDRESS)
                    .doesNotContainIgnoringCase(KEY)
                    .doesNotContainIgnoringCase(KEY.substring(0, 16));
        }

        @Test
        void recordsTheUseInTheSameTransaction() {
            HttpRequest request = HttpRequest.newBuilder(vault.address().resolve(PATH))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("x-request-id", "request-17")
                    .POST(BodyPublishers.ofString(body(KEY)))
                    .build();
            vault.send(request);
            assertThat(rows.query("select * from audit_event where owner_id = ?", account))
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("sequence", 1L)
                            .containsEntry("action", "STORED")
                            .containsEntry("actor", "user:" + account)
                            .containsEntry("subject", "private-key")
                            .containsEntry("request_id", "request-17"));
        }

        @Test
        void letsOneOfManyWritersOnTwoReplicasWinAndTellsTheOthersWhatIsThere() throws Exception {
            List<Callable<Answer>> writers = new ArrayList<>();
            for (int i = 1; i <= 16; i++) {
                String key = "%064x".formatted(i);
                VaultReplica replica = i % 2 == 0 ? vault : other;
                writers.add(() -> replica.post(PATH, token, body(key)));
            }
            List<Answer> answers = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var future : threads.invokeAll(writers)) {
                    answers.add(future.get());
                }
            }
            assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 201)
                    .singleElement()
                    .satisfies(
                            won -> assertThat(vault.get(PATH + "/status", token).body())
                                    .isEqualTo(won.body()));
            assertThat(secretsOf(account))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("version", 1L));
            assertThat(rows.query("select sequence from audit_event where owner_id = ?", account))
                    .hasSize(1);
        }
    }

    @Nested
    final class Status {

        @Test
        void saysThatThereIsNoneAndNothingElse() {
            Answer answer = vault.get(PATH + "/status", token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"has_key\":false}");
        }

        @Test
        void showsTheCallersOwnOnly() {
            store(KEY);
            String stranger = ISSUER.loginToken(UUID.randomUUID(), "read");
            assertThat(vault.get(PATH + "/status", stranger).body()).isEqualTo("{\"has_key\":false}");
            assertThat(other.get(PATH + "/status", token).body()).contains(ADDRESS);
        }
    }

    @Nested
    final class Deleted {

        @Test
        void removesTheRecordButNotItsHistory() {
            store(KEY);
            Answer answer = vault.delete(PATH, token);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(secretsOf(account)).isEmpty();
            assertThat(vault.get(PATH + "/status", token).body()).isEqualTo("{\"has_key\":false}");
            assertThat(rows.query("select action from audit_event where owner_id = ? order by sequence", account))
                    .extracting(row -> row.get("action"))
                    .containsExactly("STORED", "DELETED");
        }

        @Test
        void makesRoomForANewKey() {
            store(KEY);
            vault.delete(PATH, token);
            assertThat(store(KEY_ONE).body()).contains(ADDRESS_ONE);
        }
    }

    @Nested
    final class NotFound {

        @Test
        void whenThereIsNoneToDelete() {
            Answer answer = vault.delete(PATH, token);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("content-type")).startsWith("application/problem+json");
            assertThat(rows.query("select 1 from audit_event where owner_id = ?", account))
                    .isEmpty();
        }
    }

    @Nested
    final class BadRequest {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "0x",
                    "1",
                    "0000000000000000000000000000000000000000000000000000000000000000",
                    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
                    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                    "zz0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
                    "c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
                    "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f3623180",
                    " 4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
                })
        void forWhatIsNoKeyOfTheCurve(String key) {
            refused(body(key));
            Answer answer = store(key);
            assertThat(answer.body()).contains("\"errors\":[{\"field\":\"private_key\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "null",
                    "\"4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\"",
                    "{}",
                    "{\"private_key\":null}",
                    "{\"private_key\":17}",
                    "{\"private_key\":[\"4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\"]}",
                    "{\"private_key\":{\"a\":\"4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\"}}",
                    "{\"privateKey\":\"4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\"}",
                    "{\"private_key\":\"4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318\",\"owner\":\"x\"}",
                    "{\"private_key\":\"4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
                })
        void forWhatIsNotTheDocumentedBody(String body) {
            refused(body);
        }

        private void refused(String body) {
            Answer answer = vault.post(PATH, token, body);
            assertThat(answer.status()).as(body + " got " + answer.body()).isEqualTo(400);
            assertThat(answer.header("content-type")).startsWith("application/problem+json");
            assertThat(answer.body()).contains("urn:gatehouse:error:").doesNotContain(KEY);
            assertThat(secretsOf(account)).isEmpty();
        }
    }

    @Nested
    final class Refused {

        @Test
        void withoutOrWithABadCredential() {
            for (String bad :
                    new String[] {null, "x", ISSUER.serviceToken("chat-relay-service", "key-vault-service")}) {
                assertThat(vault.post(PATH, bad, body(KEY)).status()).isEqualTo(401);
                assertThat(vault.get(PATH + "/status", bad).status()).isEqualTo(401);
                assertThat(vault.delete(PATH, bad).status()).isEqualTo(401);
            }
        }

        @Test
        void withoutThePermission() {
            String reader = ISSUER.loginToken(account, "read", "execute");
            assertThat(vault.post(PATH, reader, body(KEY)).status()).isEqualTo(403);
            assertThat(vault.delete(PATH, reader).status()).isEqualTo(403);
            assertThat(vault.get(PATH + "/status", ISSUER.loginToken(account, "write"))
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void forAnotherMethodPathOrContentType() {
            assertThat(vault.send("PUT", PATH, token, body(KEY)).status()).isEqualTo(405);
            assertThat(vault.get(PATH, token).status()).isEqualTo(405);
            assertThat(vault.get(PATH + "/value", token).status()).isEqualTo(404);
            HttpRequest text = HttpRequest.newBuilder(vault.address().resolve(PATH))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString(body(KEY)))
                    .build();
            assertThat(vault.send(text).status()).isEqualTo(415);
        }

        @Test
        void whenTheBodyIsTooLarge() {
            assertThat(vault.post(PATH, token, body("0".repeat(70_000))).status())
                    .isEqualTo(413);
        }
    }

    @Nested
    final class Unavailable {

        @Test
        void whenTheUseCannotBeRecorded() {
            store(KEY);
            rows.query("alter table audit_event add constraint read_only check (request_id <> 'unrecordable')");
            HttpRequest request = HttpRequest.newBuilder(URI.create(vault.address() + PATH))
                    .header("Authorization", "Bearer " + token)
                    .header("x-request-id", "unrecordable")
                    .DELETE()
                    .build();
            Answer answer = vault.send(request);
            rows.query("alter table audit_event drop constraint read_only");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isNotEmpty();
            assertThat(answer.body()).doesNotContain("audit");
            assertThat(secretsOf(account)).hasSize(1);
        }
    }

    @Test
    void describesItselfWithoutACredential() {
        Answer answer = vault.get("/internal/openapi.yml", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("openapi: 3", "/api/v1/auth/private-key:", "/api/v1/auth/private-key/status:");
    }

    private Answer store(String key) {
        return vault.post(PATH, token, body(key));
    }

    private Answer store(String key, String replaces) {
        return vault.post(PATH, token, "{\"private_key\":\"" + key + "\",\"replaces\":\"" + replaces + "\"}");
    }

    private List<Map<String, Object>> secretsOf(UUID owner) {
        return rows.query("select * from secret where owner_id = ?", owner);
    }

    private static String body(String key) {
        return "{\"private_key\":\"" + key + "\"}";
    }

    private static String createdAt(String body) {
        int start = body.indexOf("\"created_at\":\"");
        return body.substring(start, body.indexOf('"', start + 14));
    }
}
