package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.provider.CsvSource;

final class ProviderKeyIT {

    private static final String PATH = "/api/v1/auth/provider-keys/";
    private static final String SECRET = "sk-canary-1234567890";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;

    private final UUID account = UUID.randomUUID();
    private final String token = ISSUER.loginToken(account, "read", "write");
    private final Rows rows = new Rows(DATABASE);

    @BeforeAll
    static void start() {
        vault = VaultReplica.start(DATABASE, ISSUER, Map.of("gatehouse.vault.quota.secrets-per-owner", 2));
    }

    @AfterAll
    static void stop() {
        vault.close();
    }

    @Nested
    final class Ok {

        @Test
        void storesTheKeyOfAKnownProviderForItsOrigin() {
            Answer answer = put("openai", "{\"api_key\":\"" + SECRET + "\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"provider\":\"openai\"", "\"origin\":\"https://api.openai.com\"")
                    .doesNotContain(SECRET);
            assertThat(vault.get(PATH + "openai", token).body()).isEqualTo(answer.body());
            assertThat(rows.query("select s::text as s from secret s where owner_id = ?", account)
                            .toString())
                    .doesNotContain(SECRET);
        }

        @Test
        void bindsTheKeyToTheOriginOfTheBaseUrl() {
            Answer answer =
                    put("my-llm", "{\"api_key\":\"" + SECRET + "\",\"base_url\":\"https://llm.example:8443/v1\"}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"origin\":\"https://llm.example:8443\"");
        }

        @Test
        void replacesAndDeletes() {
            put("openai", "{\"api_key\":\"first\"}");
            put("openai", "{\"api_key\":\"second\"}");
            assertThat(vault.delete(PATH + "openai", token).status()).isEqualTo(204);
            assertThat(vault.get(PATH + "openai", token).status()).isEqualTo(404);
            assertThat(vault.delete(PATH + "openai", token).status()).isEqualTo(404);
        }

        @Test
        void keepsTheCredentialsOfANode() {
            Answer answer = vault.send(
                    "PUT",
                    "/api/v1/auth/node",
                    token,
                    "{\"url\":\"https://node.example:8082\",\"username\":\"admin\",\"password\":\"" + SECRET + "\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"origin\":\"https://node.example:8082\"")
                    .doesNotContain(SECRET, "admin");
            assertThat(vault.get("/api/v1/auth/node", token).body()).isEqualTo(answer.body());
            assertThat(vault.delete("/api/v1/auth/node", token).status()).isEqualTo(204);
        }
    }

    @Nested
    final class Listed {

        @Test
        void forTheOwnerWithoutTheSecretOrTheKeyThatWrapsIt() {
            put("openai", "{\"api_key\":\"" + SECRET + "\"}");
            vault.post("/api/v1/auth/private-key", token, "{\"private_key\":\"" + "%064x".formatted(1) + "\"}");
            Answer own = vault.get("/api/v1/auth/secrets", token);
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.body())
                    .contains("\"kind\":\"private-key\"", "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf")
                    .contains("\"name\":\"openai\"", "\"origin\":\"https://api.openai.com\"", "\"version\":1")
                    .doesNotContain(SECRET, "owner_id", "wrapped_by");
            assertThat(vault.get("/api/v1/auth/secrets", ISSUER.loginToken(UUID.randomUUID(), "read"))
                            .body())
                    .isEqualTo("{\"data\":[]}");
        }

        @Test
        void forAdministratorsPageByPageOverAllOwners() {
            for (int i = 0; i < 210; i++) {
                vault.send(
                        "PUT",
                        PATH + "openai",
                        ISSUER.loginToken(UUID.randomUUID(), "write"),
                        "{\"api_key\":\"" + SECRET + "\"}");
            }
            String admin = ISSUER.steppedUpToken(UUID.randomUUID(), "read", "admin");
            Set<String> seen = new HashSet<>();
            String next = "";
            do {
                Answer page = vault.get("/admin/vault/secrets" + next, admin);
                assertThat(page.status()).as(page.body()).isEqualTo(200);
                assertThat(page.body()).doesNotContain(SECRET);
                Pattern.compile("\"id\":\"([^\"]+)\",\"owner_id\"")
                        .matcher(page.body())
                        .results()
                        .forEach(hit -> seen.add(hit.group(1)));
                var after = Pattern.compile("\"after\":\"([^\"]+)\"").matcher(page.body());
                next = after.find() ? "?after=" + after.group(1) : "";
            } while (!next.isEmpty());
            assertThat(seen).hasSize((int) rows.count("secret"));
            assertThat(vault.get("/admin/vault/secrets", token).status()).isEqualTo(403);
            assertThat(vault.get("/admin/vault/secrets", ISSUER.loginToken(UUID.randomUUID(), "admin"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    final class Refused {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "openai|{\"base_url\":\"https://api.openai.com\"}|api_key",
                    "openai|{\"api_key\":\"\"}|api_key",
                    "openai|{\"api_key\":\"two words\"}|api_key",
                    "openai|{\"api_key\":\"k\",\"base_url\":\"http://api.openai.com\"}|base_url",
                    "openai|{\"api_key\":\"k\",\"base_url\":\"https://u@api.openai.com\"}|base_url",
                    "unknown|{\"api_key\":\"k\"}|base_url",
                    "OpenAI|{\"api_key\":\"k\"}|provider",
                    "openai|{\"api_key\":\"k\",\"owner_id\":\"x\"}|owner_id",
                })
        void whatIsNotAsDocumented(String provider, String body, String field) {
            Answer answer = put(provider, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(field);
        }

        @Test
        void aKeyAbove16KiB() {
            assertThat(put("openai", "{\"api_key\":\"" + "k".repeat(16 * 1024) + "\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(put("openai", "{\"api_key\":\"" + "k".repeat(16 * 1024 + 1) + "\"}")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void moreThanTheQuota() {
            put("a", "{\"api_key\":\"k\",\"base_url\":\"https://a.example\"}");
            put("b", "{\"api_key\":\"k\",\"base_url\":\"https://b.example\"}");
            assertThat(put("c", "{\"api_key\":\"k\",\"base_url\":\"https://c.example\"}")
                            .status())
                    .isEqualTo(409);
            assertThat(put("b", "{\"api_key\":\"k2\",\"base_url\":\"https://b.example\"}")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void moreThanTheQuotaOfAllKindsAlsoWhenTheyComeAtOnce() throws Exception {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "p" + i;
                calls.add(() -> put(name, "{\"api_key\":\"k\",\"base_url\":\"https://a.example\"}"));
            }
            calls.add(() -> vault.send(
                    "PUT",
                    "/api/v1/auth/node",
                    token,
                    "{\"url\":\"https://node.example\",\"username\":\"a\",\"password\":\"b\"}"));
            List<Integer> statuses = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get().status());
                }
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(2);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
        }

        @Test
        void somebodyElses() {
            put("openai", "{\"api_key\":\"" + SECRET + "\"}");
            String stranger = ISSUER.loginToken(UUID.randomUUID(), "read", "write");
            assertThat(vault.get(PATH + "openai", stranger).body().replaceAll("\"instance\":\"[^\"]*\"", ""))
                    .isEqualTo(vault.get(PATH + "nothing", stranger).body().replaceAll("\"instance\":\"[^\"]*\"", ""));
            assertThat(vault.delete(PATH + "openai", stranger).status()).isEqualTo(404);
        }
    }

    private Answer put(String provider, String body) {
        return vault.send("PUT", PATH + provider, token, body);
    }
}
