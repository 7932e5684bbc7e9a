package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
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
    private final String token = ISSUER.userToken(account, "read", "write");
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
        void somebodyElses() {
            put("openai", "{\"api_key\":\"" + SECRET + "\"}");
            String stranger = ISSUER.userToken(UUID.randomUUID(), "read", "write");
            assertThat(vault.get(PATH + "openai", stranger).body().replaceAll("\"instance\":\"[^\"]*\"", ""))
                    .isEqualTo(vault.get(PATH + "nothing", stranger).body().replaceAll("\"instance\":\"[^\"]*\"", ""));
            assertThat(vault.delete(PATH + "openai", stranger).status()).isEqualTo(404);
        }
    }

    private Answer put(String provider, String body) {
        return vault.send("PUT", PATH + provider, token, body);
    }
}
