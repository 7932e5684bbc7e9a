package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.issuer.TokenForge;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.gatehouse.vault.it.Rows;
import org.gatehouse.vault.it.VaultReplica;
import org.gatehouse.vault.it.VaultReplica.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseIT {

    private static final String ORIGIN = "https://llm.example";
    private static final String SECRET = "sk-very-secret";
    private static final String PRIVATE_KEY = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;

    private final UUID account = UUID.randomUUID();
    private final String token = ISSUER.loginToken(account, "read", "write", "execute");
    private final String relay = acting("chat-relay-service", account, "execute");
    private final Rows rows = new Rows(DATABASE);

    @BeforeAll
    static void start() {
        vault = VaultReplica.start(
                DATABASE,
                ISSUER,
                Map.of(
                        "gatehouse.vault.signing.login.clients", List.of("chat-relay-service"),
                        "gatehouse.vault.signing.login.message-prefix", "Some ",
                        "gatehouse.vault.signing.login.per-owner-and-day", 10,
                        "gatehouse.vault.signing.mail.clients", List.of("chat-relay-service"),
                        "gatehouse.vault.signing.mail.domains",
                                List.of("Mail|1|1|0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"),
                        "gatehouse.vault.signing.mail.primary-types", List.of("Note")));
    }

    @AfterAll
    static void stop() {
        vault.close();
    }

    @BeforeEach
    void store() {
        vault.send(
                "PUT",
                "/api/v1/auth/provider-keys/mine",
                token,
                "{\"api_key\":\"" + SECRET + "\",\"base_url\":\"" + ORIGIN + "/v1\"}");
        vault.post("/api/v1/auth/private-key", token, "{\"private_key\":\"" + PRIVATE_KEY + "\"}");
    }

    @Nested
    final class Released {

        @Test
        void toAServiceForItsOwnerPurposeAndOriginAndIsOnRecord() {
            Answer answer = release(relay, "provider-key", "mine", "upstream-call", ORIGIN);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(decode(answer)).isEqualTo(SECRET);
            assertThat(rows.query("select * from audit_event where owner_id = ? and action = 'RELEASED'", account))
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("actor", "service:chat-relay-service")
                            .containsEntry("subject", "provider-key/mine")
                            .containsEntry("purpose", "upstream-call"));
        }
    }

    @Nested
    final class Located {

        @Test
        void byAServiceThatMayHaveItReleasedAndWithoutASecret() {
            Answer answer = locate(relay, "mine", "upstream-call");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"origin\":\"" + ORIGIN + "\"", "\"updated_at\":\"")
                    .doesNotContain(SECRET);
            assertThat(rows.query("select * from audit_event where owner_id = ? and action = 'RELEASED'", account))
                    .isEmpty();
        }

        @Test
        void byNobodyElse() {
            String other = acting("model-catalog-service", account, "execute");
            String stranger = acting("chat-relay-service", UUID.randomUUID(), "execute");
            assertThat(locate(other, "mine", "upstream-call").status()).isEqualTo(403);
            assertThat(locate(relay, "mine", "curiosity").status()).isEqualTo(403);
            assertThat(locate(token, "mine", "upstream-call").status()).isEqualTo(401);
            assertThat(locate(stranger, "mine", "upstream-call").status()).isEqualTo(404);
            assertThat(locate(relay, "theirs", "upstream-call").status()).isEqualTo(404);
        }

        private static Answer locate(String caller, String name, String purpose) {
            return vault.post("/internal/secrets/locate", caller, """
                    {"kind":"provider-key","name":"%s","purpose":"%s"}""".formatted(name, purpose));
        }
    }

    @Nested
    final class Withheld {

        @Test
        void fromAnotherServiceOrForAnotherPurpose() {
            String other = acting("model-catalog-service", account, "execute");
            assertThat(release(other, "provider-key", "mine", "upstream-call", ORIGIN)
                            .status())
                    .isEqualTo(403);
            assertThat(release(relay, "provider-key", "mine", "curiosity", ORIGIN)
                            .status())
                    .isEqualTo(403);
            assertThat(release(relay, "private-key", "", "upstream-call", "").status())
                    .isEqualTo(403);
            assertThat(release(relay, "nonsense", "mine", "upstream-call", ORIGIN)
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void fromUsersAndFromServicesWithTheWrongAudience() {
            String elsewhere = ISSUER.delegation("chat-relay-service", "auth-service", account, "execute")
                    .sign();
            for (String caller : new String[] {token, elsewhere, "", "x"}) {
                assertThat(release(caller, "provider-key", "mine", "upstream-call", ORIGIN)
                                .status())
                        .isEqualTo(401);
            }
        }

        @Test
        void withoutAValidDelegation() {
            String forItself = ISSUER.serviceToken("chat-relay-service", "key-vault-service");
            String forAReader = acting("chat-relay-service", account, "read", "write");
            for (String caller : List.of(forItself, forAReader)) {
                assertThat(release(caller, "provider-key", "mine", "upstream-call", ORIGIN)
                                .status())
                        .isEqualTo(403);
            }
        }

        @Test
        void withADelegationThatIsOverOrNotWhatOurIssuerWrites() {
            Instant past = ISSUER.now().minusSeconds(3600);
            List<String> tokens = List.of(
                    delegation()
                            .claim("iat", past.getEpochSecond())
                            .claim("exp", past.plusSeconds(60).getEpochSecond())
                            .sign(),
                    delegation().claim("act", "chat-relay-service").sign(),
                    delegation().claim("act", Map.of()).sign(),
                    delegation()
                            .claim("act", Map.of("sub", "model-catalog-service"))
                            .sign(),
                    delegation()
                            .claim("act", Map.of("sub", "chat-relay-service", "act", Map.of("sub", "x")))
                            .sign(),
                    delegation().claim("sub", "chat-relay-service").sign(),
                    delegation().claim("aud", List.of("gatehouse")).sign());
            for (String caller : tokens) {
                assertThat(release(caller, "provider-key", "mine", "upstream-call", ORIGIN)
                                .status())
                        .isEqualTo(401);
            }
        }

        @Test
        void alikeWhenItIsNotThereNotTheirsOrNotForThisOrigin() {
            String stranger = acting("chat-relay-service", UUID.randomUUID(), "execute");
            List<Answer> answers = List.of(
                    release(relay, "provider-key", "none", "upstream-call", ORIGIN),
                    release(stranger, "provider-key", "mine", "upstream-call", ORIGIN),
                    release(relay, "provider-key", "mine", "upstream-call", "https://evil.example"),
                    release(relay, "provider-key", "mine", "upstream-call", ORIGIN + ":8443"),
                    release(relay, "provider-key", "mine", "upstream-call", ""));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(404));
            assertThat(answers.stream()
                            .map(answer -> answer.body().replaceAll("\"instance\":\"[^\"]*\"", ""))
                            .distinct())
                    .hasSize(1);
        }

        @Test
        void whenTheUseCannotBeRecorded() {
            rows.query("alter table audit_event add constraint closed check (action <> 'RELEASED') not valid");
            Answer answer = release(relay, "provider-key", "mine", "upstream-call", ORIGIN);
            rows.query("alter table audit_event drop constraint closed");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain(SECRET).doesNotContain(base64(SECRET));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "origin = 'https://evil.example'",
                    "version = version + 1",
                    "name = 'moved'",
                    "key_id = 'moved'",
                    "payload = set_byte(payload, 3, get_byte(payload, 3) # 1)",
                    "wrapped_key = set_byte(wrapped_key, 3, get_byte(wrapped_key, 3) # 1)",
                    "payload = wrapped_key, wrapped_key = payload",
                })
        void whenTheRowWasTamperedWith(String change) {
            rows.query("insert into wrapping_key values ('local', 'moved', 1, now(), null) on conflict do nothing");
            rows.query("update secret set " + change + " where owner_id = ? and kind = 'provider-key'", account);
            for (String origin : List.of(ORIGIN, "https://evil.example")) {
                for (String name : List.of("mine", "moved")) {
                    Answer answer = release(relay, "provider-key", name, "upstream-call", origin);
                    assertThat(answer.status()).isIn(404, 503);
                    assertThat(answer.body()).doesNotContain(base64(SECRET));
                }
            }
        }

        @Test
        void whenRowsOf20OwnersAreSwapped() {
            List<UUID> owners = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                UUID owner = UUID.randomUUID();
                String theirs = ISSUER.loginToken(owner, "write");
                vault.send(
                        "PUT",
                        "/api/v1/auth/provider-keys/mine",
                        theirs,
                        "{\"api_key\":\"secret-" + i + "\",\"base_url\":\"" + ORIGIN + "\"}");
                owners.add(owner);
            }
            for (int i = 0; i < 20; i++) {
                UUID victim = owners.get((i + 1) % 20);
                rows.query(
                        "update secret s set payload = v.payload, wrapped_key = v.wrapped_key from secret v"
                                + " where s.owner_id = ? and v.owner_id = ? and s.kind = v.kind",
                        owners.get(i),
                        victim);
                String thief = acting("chat-relay-service", owners.get(i), "execute");
                assertThat(release(thief, "provider-key", "mine", "upstream-call", ORIGIN)
                                .status())
                        .isEqualTo(503);
            }
        }
    }

    @Nested
    final class Signed {

        @Test
        void aMessageOfAListedPurpose() {
            Answer answer = sign("login", "\"message\":\"Some data\"");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                            + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c");
        }

        @Test
        void typedDataOfAListedDomain() {
            assertThat(sign("mail", note("Mail", 1, "Note")).status()).isEqualTo(200);
            for (String other :
                    List.of(note("Mail", 2, "Note"), note("Gmail", 1, "Note"), note("Mail", 1, "Approve"))) {
                assertThat(sign("mail", other).status()).isEqualTo(403);
            }
        }

        @Test
        void nothingElse() {
            assertThat(sign("login", "\"message\":\"Any data\"").status()).isEqualTo(403);
            assertThat(sign("mail", "\"message\":\"Some data\"").status()).isEqualTo(403);
            assertThat(sign("unlisted", "\"message\":\"Some data\"").status()).isEqualTo(403);
            assertThat(sign("login", "\"message\":null").status()).isEqualTo(400);
            assertThat(sign("mail", "\"typed_data\":{}").status()).isEqualTo(400);
            vault.delete("/api/v1/auth/private-key", token);
            assertThat(sign("login", "\"message\":\"Some data\"").status()).isEqualTo(404);
        }

        @Test
        void neverMoreOftenThanTheCap() throws Exception {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(() -> sign("login", "\"message\":\"Some data\""));
            }
            List<Integer> statuses = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get().status());
                }
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(30);
            assertThat(rows.query("select 1 from audit_event where owner_id = ? and action = 'SIGNED'", account))
                    .hasSize(10);
        }

        private Answer sign(String purpose, String what) {
            return vault.post("/internal/signatures", relay, "{\"purpose\":\"" + purpose + "\"," + what + "}");
        }

        private String note(String domain, int chain, String type) {
            return """
                    "typed_data": {"primaryType": "%3$s",
                      "types": {"EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"},
                          {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
                        "%3$s": [{"name": "text", "type": "string"}]},
                      "domain": {"name": "%1$s", "version": "1", "chainId": %2$d,
                        "verifyingContract": "0xcccccccccccccccccccccccccccccccccccccccc"},
                      "message": {"text": "hello"}}""".formatted(domain, chain, type);
        }
    }

    private TokenForge delegation() {
        return ISSUER.delegation("chat-relay-service", "key-vault-service", account, "execute");
    }

    private static String acting(String client, UUID owner, String... permissions) {
        return ISSUER.delegation(client, "key-vault-service", owner, permissions)
                .sign();
    }

    private static Answer release(String caller, String kind, String name, String purpose, String origin) {
        return vault.post(
                "/internal/secrets/release",
                caller,
                "{\"kind\":\"%s\",\"name\":\"%s\",\"purpose\":\"%s\",\"origin\":\"%s\"}"
                        .formatted(kind, name, purpose, origin));
    }

    private static String decode(Answer answer) {
        String encoded = answer.body().replaceAll("^\\{\"secret\":\"|\"}$", "");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
