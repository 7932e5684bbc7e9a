package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user with a node of their own is served by it, and by nobody else's. */
class OwnNodeIT {

    @RegisterExtension
    static final MorpheusRig relay = MorpheusRig.start(Map.of("gatehouse.upstreams.mor.own-nodes", "any"));

    private static final MorpheusNode OWN = MorpheusNode.start();

    private final UUID user = UUID.randomUUID();

    @BeforeEach
    void forget() {
        OWN.control().reset();
        relay.vault().fails(200);
    }

    @AfterAll
    static void stop() {
        OWN.close();
    }

    @Test
    void servesItsOwnerAndNobodyElse() {
        int before = relay.control().stats().chats();
        relay.vault().store(user, origin(), MorpheusNode.ADMIN);

        assertThat(chat(user).body()).contains("word0").endsWith("data: [DONE]\n\n");
        assertThat(OWN.control().stats().chats()).isEqualTo(1);
        assertThat(relay.control().stats().chats()).isEqualTo(before);

        assertThat(chat(UUID.randomUUID()).status()).isEqualTo(200);
        assertThat(OWN.control().stats().chats()).isEqualTo(1);
        assertThat(relay.control().stats().chats()).isEqualTo(before + 1);
    }

    @Test
    void isSentItsOwnCredentialsOnly() {
        relay.vault().store(user, origin(), MorpheusNode.ADMIN);
        chat(user);

        var headers = OWN.control().stats().lastHeaders();
        assertThat(headers.get("authorization"))
                .startsWith("Basic ")
                .endsWith("YWRtaW46MDEyMzQ1Njc4OWFiY2RlZmdoaWpBQkNERUZHSElKMTI=");
        assertThat(headers).doesNotContainKey("x-private-key");
        assertThat(headers.toString()).doesNotContain("eyJ");
    }

    @Test
    void isNotReplacedByTheOperatorsWhenItFails() {
        int before = relay.control().stats().chats();
        relay.vault().store(user, "http://127.0.0.1:" + RelayRig.freePort(), MorpheusNode.ADMIN);

        assertThat(chat(user).status()).isEqualTo(502);
        assertThat(relay.control().stats().chats()).isEqualTo(before);
    }

    @Test
    void isNamedAsTheUsersOwnWhenItFails() {
        relay.vault().store(user, "http://127.0.0.1:" + RelayRig.freePort(), MorpheusNode.ADMIN);

        assertThat(chat(user).body())
                .contains("Your own Morpheus node could not be reached.", "DELETE /api/v1/auth/node");
    }

    @Test
    void isForgottenWithTheFirstFailureAfterItWasTakenBack() {
        relay.vault().store(user, "http://127.0.0.1:" + RelayRig.freePort(), MorpheusNode.ADMIN);
        assertThat(chat(user).status()).isEqualTo(502);

        relay.vault().delete(user);

        assertThat(chat(user).status()).isEqualTo(200);
    }

    @Test
    @Timeout(10)
    void isUsedAndLeftAtOnceWhenTheVaultTellsOfAChange() {
        MorpheusRig.until("the relay listens", () -> relay.vault().hearers() > 0);
        assertThat(chat(user).status()).isEqualTo(200);
        assertThat(OWN.control().stats().chats()).isZero();

        relay.vault().store(user, origin(), MorpheusNode.ADMIN);
        relay.vault().announce(user);
        MorpheusRig.until("the own node serves", () -> servedByOwn() == 1);

        relay.vault().delete(user);
        relay.vault().announce(user);
        MorpheusRig.until("the operator's node serves", () -> servedByOwn() == 0);
    }

    /** How many of one more request. */
    private int servedByOwn() {
        int before = OWN.control().stats().chats();
        assertThat(chat(user).status()).isEqualTo(200);
        return OWN.control().stats().chats() - before;
    }

    @Test
    void saysNothingOfTheOperatorsWhenItFails() {
        relay.vault().store(user, "http://127.0.0.1:" + RelayRig.freePort(), MorpheusNode.ADMIN);
        for (int i = 0; i < 3; i++) {
            assertThat(chat(user).status()).isEqualTo(502);
        }
        assertThat(chat(UUID.randomUUID()).status()).isEqualTo(200);

        MorpheusRig.until(
                "the operator's node is reported", () -> !relay.reports().isEmpty());
        assertThat(relay.reports())
                .allSatisfy(report -> assertThat(report.body()).contains("\"healthy\""));
    }

    @Test
    void isCountedWithAllOthersUnderALabelThatTellsNobody() {
        var other = UUID.randomUUID();
        relay.vault().store(user, origin(), MorpheusNode.ADMIN);
        relay.vault().store(other, origin(), MorpheusNode.ADMIN);
        double before = metric("gatehouse_morpheus_nodes{upstream=\"mor/own\"}");
        chat(user);
        chat(other);

        assertThat(metric("gatehouse_morpheus_nodes{upstream=\"mor/own\"}")).isEqualTo(before + 2);
        MorpheusRig.until(
                "two sessions are idle",
                () -> metric("gatehouse_morpheus_sessions{state=\"idle\",upstream=\"mor/own\"}") >= 2);
        assertThat(relay.metrics()).doesNotContain(user.toString(), other.toString());
        assertThat(relay.metrics().lines().filter(line -> line.startsWith("gatehouse_morpheus_sessions{")))
                .as("three states, at the operator's node and at users' own")
                .hasSize(6);
    }

    private static double metric(String series) {
        return relay.metrics()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void nobodyElsesStandsInWhenTheVaultIsSilent() {
        int before = relay.control().stats().chats();
        relay.vault().fails(500);

        assertThat(chat(user).status()).isEqualTo(503);
        assertThat(relay.control().stats().chats()).isEqualTo(before);
    }

    @Test
    void leavesSessionsOpenThatItsOwnerOpenedElsewhere() {
        OWN.control().openElsewhere(MorpheusNode.LLAMA, 3_600);
        relay.vault().store(user, origin(), MorpheusNode.ADMIN);
        chat(user);

        assertThat(OWN.control().stats().sessions()).hasSize(2);
        assertThat(OWN.control().stats().sessions().getFirst().requests()).isZero();
    }

    private static String origin() {
        return OWN.baseUrl().toString();
    }

    private static RawResponse chat(UUID user) {
        return relay.postAs(
                RelayRig.CHAT, RelayRig.body(MorpheusRig.LLAMA, true, "mock:chunks=1"), relay.tokenOf(user));
    }
}
