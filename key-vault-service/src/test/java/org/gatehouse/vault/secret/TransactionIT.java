package org.gatehouse.vault.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransactionIT {

    private static final String TOKEN = "0x092baadb7def4c3981454dd9c0a0d7ff07bcfc86";
    private static final String SPENDER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final String STRANGER = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static VaultReplica vault;
    private static VaultReplica other;

    private final UUID account = UUID.randomUUID();
    private final String key = "%064x".formatted(account.getLeastSignificantBits() >>> 1 | 1);
    private final String relay = acting("chat-relay-service", account);
    private final Rows rows = new Rows(DATABASE);

    @BeforeAll
    static void start() {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(Map.of(
                "gatehouse.vault.transactions.approve.clients",
                List.of("chat-relay-service"),
                "gatehouse.vault.transactions.approve.chain-id",
                42161,
                "gatehouse.vault.transactions.approve.contract",
                TOKEN,
                "gatehouse.vault.transactions.approve.method",
                "approve(address,uint256)",
                "gatehouse.vault.transactions.approve.recipients",
                List.of(SPENDER),
                "gatehouse.vault.transactions.approve.amount",
                1,
                "gatehouse.vault.transactions.approve.max-amount",
                "100",
                "gatehouse.vault.transactions.approve.max-amount-per-day",
                "1000",
                "gatehouse.vault.transactions.approve.max-gas",
                100000,
                "gatehouse.vault.transactions.approve.max-fee-per-gas",
                "2000000000"));
        settings.putAll(Map.of(
                "gatehouse.vault.transactions.deposit.clients",
                List.of("chat-relay-service"),
                "gatehouse.vault.transactions.deposit.chain-id",
                42161,
                "gatehouse.vault.transactions.deposit.contract",
                TOKEN,
                "gatehouse.vault.transactions.deposit.method",
                "deposit()",
                "gatehouse.vault.transactions.deposit.max-amount",
                "5",
                "gatehouse.vault.transactions.deposit.max-amount-per-day",
                "9",
                "gatehouse.vault.transactions.deposit.per-owner-and-day",
                3));
        vault = VaultReplica.start(DATABASE, ISSUER, settings);
        other = VaultReplica.start(DATABASE, ISSUER, settings);
    }

    @AfterAll
    static void stop() {
        vault.close();
        other.close();
    }

    @BeforeEach
    void store() {
        vault.post(
                "/api/v1/auth/private-key", ISSUER.loginToken(account, "write"), "{\"private_key\":\"" + key + "\"}");
    }

    @Test
    void areSignedOneNonceAfterTheOtherAndPutOnRecord() {
        Answer first = sign(Map.of("nonce_at_least", "7"));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("\"nonce\":7", "\"raw_transaction\":\"0x02f8", "\"hash\":\"0x");
        assertThat(sign(Map.of()).body()).contains("\"nonce\":8");
        assertThat(sign(Map.of("nonce_at_least", "3")).body()).contains("\"nonce\":9");
        assertThat(sign(Map.of("nonce_at_least", "12")).body()).contains("\"nonce\":12");
        assertThat(rows.query(
                        "select purpose from audit_event where owner_id = ? and action = 'SIGNED_TRANSACTION'"
                                + " order by sequence",
                        account))
                .hasSize(4)
                .first()
                .asString()
                .contains("approve, chain 42161, nonce 7");
    }

    @Test
    void areTheSameAgainForTheSameRequestAndNothingForAnother() {
        Answer first = sign(Map.of("idempotency_key", "\"k\""));
        Answer again = sign(Map.of("idempotency_key", "\"k\"", "nonce_at_least", "1"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(sign(Map.of("idempotency_key", "\"k\"", "arguments", arguments(SPENDER, "2")))
                        .status())
                .isEqualTo(409);
        assertThat(rows.query("select 1 from wallet_transaction where owner_id = ?", account))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "purpose|\"unlisted\"|403",
                "purpose|\"deposit\"|403",
                "chain_id|1|403",
                "chain_id|0|403",
                "chain_id|-42161|403",
                "to|\"" + STRANGER + "\"|403",
                "to|\"0x092baadb7def4c3981454dd9c0a0d7ff07bcfc\"|400",
                "to|\"0x092BAADB7def4c3981454dd9c0a0d7ff07bcfc86\"|400",
                "to|\"\"|400",
                "method|\"transfer(address,uint256)\"|403",
                "method|\"approve(address,uint)\"|403",
                "method|\"approve(address, uint256)\"|403",
                "method|\"\"|403",
                "arguments|[\"" + STRANGER + "\",\"1\"]|403",
                "arguments|[\"" + SPENDER + "\",\"101\"]|403",
                "arguments|[\"" + SPENDER
                        + "\",\"115792089237316195423570985008687907853269984665640564039457584007913129639935\"]|403",
                "arguments|[\"" + SPENDER
                        + "\",\"0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"]|403",
                "arguments|[\"" + SPENDER
                        + "\",\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"]|400",
                "arguments|[\"" + SPENDER + "\",\"-1\"]|400",
                "arguments|[\"" + SPENDER + "\",\"1e2\"]|400",
                "arguments|[\"" + SPENDER + "\"]|400",
                "arguments|[\"" + SPENDER + "\",\"1\",\"1\"]|400",
                "arguments|[]|400",
                "value|\"1\"|403",
                "value|\"-1\"|400",
                "value|\"0x1\"|400",
                "gas_limit|100001|403",
                "gas_limit|20999|400",
                "gas_limit|-1|400",
                "max_fee_per_gas|\"2000000001\"|403",
                "max_priority_fee_per_gas|\"1000000001\"|400",
                "idempotency_key|\"\"|400",
                "idempotency_key|\"a b\"|400",
                "nonce_at_least|-1|409",
                "nonce_at_least|9007199254740993|409",
            })
    void areRefusedForAnythingThatIsNotListed(String field, String value, int status) {
        Answer answer = sign(Map.of(field, value));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(rows.query("select 1 from wallet_transaction where owner_id = ?", account))
                .isEmpty();
        assertThat(rows.query("select 1 from audit_event where owner_id = ? and action <> 'STORED'", account))
                .isEmpty();
    }

    @Test
    void areRefusedToOtherServicesWithoutADelegationAndWithoutAKey() {
        assertThat(post(vault, acting("model-catalog-service", account), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(post(vault, ISSUER.serviceToken("chat-relay-service", "key-vault-service"), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(post(vault, ISSUER.loginToken(account, "execute"), Map.of()).status())
                .isEqualTo(401);
        assertThat(post(vault, acting("chat-relay-service", UUID.randomUUID()), Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void neverShareANonceNorPassTheCapWhen64AreAskedForAtOnce() throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            VaultReplica replica = i % 2 == 0 ? vault : other;
            calls.add(() -> {
                var answer = post(replica, relay, Map.of("arguments", arguments(SPENDER, "30")));
                while (answer.status() == 503) { // no connection in time, on a busy machine: nothing was done
                    answer = post(replica, relay, Map.of("arguments", arguments(SPENDER, "30")));
                }
                return answer;
            });
        }
        Set<String> nonces = new HashSet<>();
        int capped = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(calls)) {
                Answer answer = future.get();
                if (answer.status() == 200) {
                    assertThat(nonces.add(nonce(answer))).as("fresh nonce").isTrue();
                } else {
                    assertThat(answer.status()).as(answer.body()).isEqualTo(429);
                    capped++;
                }
            }
        }
        assertThat(nonces).hasSize(33);
        assertThat(capped).isEqualTo(31);
        assertThat(rows.query("select sum(amount)::bigint as s from wallet_transaction where owner_id = ?", account)
                        .toString())
                .isEqualTo("[{s=990}]");
    }

    @Test
    void neverShareANonceBetweenTwoOwnersOfTheSameKey() throws Exception {
        UUID twin = UUID.randomUUID();
        vault.post("/api/v1/auth/private-key", ISSUER.loginToken(twin, "write"), "{\"private_key\":\"" + key + "\"}");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String caller = i % 2 == 0 ? relay : acting("chat-relay-service", twin);
            calls.add(() -> post(other, caller, Map.of()));
        }
        Set<String> nonces = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(calls)) {
                assertThat(future.get().status()).isEqualTo(200);
                nonces.add(nonce(future.get()));
            }
        }
        assertThat(nonces).hasSize(16);
    }

    @Test
    void areCappedByTheValueSentAndByTheirNumber() {
        Map<String, String> deposit = new HashMap<>(
                Map.of("purpose", "\"deposit\"", "method", "\"deposit()\"", "arguments", "[]", "value", "\"6\""));
        assertThat(sign(deposit).status()).isEqualTo(403);
        deposit.put("value", "\"5\"");
        assertThat(sign(deposit).status()).isEqualTo(200);
        assertThat(sign(deposit).status()).isEqualTo(429);
        deposit.put("value", "\"1\"");
        assertThat(sign(deposit).status()).isEqualTo(200);
        assertThat(sign(deposit).status()).isEqualTo(200);
        assertThat(sign(deposit).status()).isEqualTo(429);
    }

    private Answer sign(Map<String, String> changes) {
        return post(vault, relay, changes);
    }

    private static Answer post(VaultReplica replica, String caller, Map<String, String> changes) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "purpose", "\"approve\"",
                "idempotency_key", "\"" + UUID.randomUUID() + "\"",
                "chain_id", "42161",
                "to", "\"" + TOKEN + "\"",
                "method", "\"approve(address,uint256)\"",
                "arguments", arguments(SPENDER, "1"),
                "value", "\"0\"",
                "gas_limit", "60000",
                "max_fee_per_gas", "\"1000000000\"",
                "max_priority_fee_per_gas", "\"1\""));
        fields.putAll(changes);
        List<String> members = new ArrayList<>();
        fields.forEach((name, value) -> members.add("\"" + name + "\":" + value));
        return replica.post("/internal/transactions", caller, "{" + String.join(",", members) + "}");
    }

    private static String arguments(String spender, String amount) {
        return "[\"" + spender + "\",\"" + amount + "\"]";
    }

    private static String nonce(Answer answer) {
        var found = Pattern.compile("\"nonce\":(\\d+)").matcher(answer.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String acting(String client, UUID owner) {
        return ISSUER.delegation(client, "key-vault-service", owner, "execute").sign();
    }
}
