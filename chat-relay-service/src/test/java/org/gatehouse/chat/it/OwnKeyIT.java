package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The caller's own key takes the operator's place, for that caller, at the origin it is bound to, and nowhere else. */
class OwnKeyIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @BeforeEach
    void forget() {
        // What was looked up before is kept for 200 ms here.
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        relay.catalogue().released().clear();
        relay.catalogue().userKey(null);
    }

    @Test
    void isUsedWhenThereIsOne() {
        relay.catalogue().userKey("sk-of-the-caller");
        assertThat(relay.chat(RelayRig.body("keyed", true, "mock:chunks=1")).status())
                .isEqualTo(200);
        assertThat(relay.upstream().stats().lastHeaders()).containsEntry("authorization", "Bearer sk-of-the-caller");

        relay.post("/v1/messages", Surface.MESSAGES.body("keyed-claude", false, "mock:chunks=1"));
        assertThat(relay.upstream().stats().lastHeaders()).containsEntry("x-api-key", "sk-of-the-caller");
        relay.chat(RelayRig.body("mock/large", false, "mock:chunks=1"));
        assertThat(relay.upstream().stats().lastHeaders()).containsEntry("authorization", "Bearer sk-upstream-secret");
        String origin = relay.upstream().baseUrl().toString().replace("/v1", "");
        assertThat(relay.catalogue().released())
                .containsExactly(
                        "{\"kind\":\"provider-key\",\"name\":\"openai\",\"purpose\":\"upstream-call\",\"origin\":\""
                                + origin + "\"}",
                        "{\"kind\":\"provider-key\",\"name\":\"anthropic\",\"purpose\":\"upstream-call\",\"origin\":\""
                                + origin + "\"}");
    }

    @Test
    void isTheOperatorsWhereTheCallerHasNone() {
        relay.chat(RelayRig.body("keyed", false, "mock:chunks=1"));

        assertThat(relay.upstream().stats().lastHeaders()).containsEntry("authorization", "Bearer sk-operator");
    }

    @Test
    void isAskedForOnceInAWhileAndForgottenSoonAfterAChange() {
        relay.catalogue().userKey("sk-first");
        relay.chat(RelayRig.body("keyed", false, "mock:chunks=1"));
        relay.chat(RelayRig.body("keyed", false, "mock:chunks=1"));
        assertThat(relay.catalogue().released()).hasSizeBetween(1, 2);
        relay.catalogue().userKey(null);
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        relay.chat(RelayRig.body("keyed", false, "mock:chunks=1"));

        assertThat(relay.upstream().stats().lastHeaders()).containsEntry("authorization", "Bearer sk-operator");
    }

    @Test
    void doesNotFallBackToTheOperatorsWhileTheVaultIsSilent() {
        relay.catalogue().userKey("");
        relay.upstream().reset();
        RawResponse response = relay.chat(RelayRig.body("keyed", false, "mock:chunks=1"));

        assertThat(response.status()).isEqualTo(502);
        assertThat(relay.upstream().stats().requests()).isZero();
    }

    @Test
    @Timeout(20)
    void isNotWaitedForWhenTheLookUpFailsAsNobodyForesaw() {
        relay.catalogue().userKey(CatalogueStub.GARBLED);
        relay.upstream().reset();

        for (boolean stream : new boolean[] {true, false}) {
            RawResponse chat = relay.chat(RelayRig.body("keyed", stream, "mock:chunks=1"));
            assertThat(chat.status()).isEqualTo(502);
            assertThat(chat.body()).contains("\"type\":\"upstream_error\"").doesNotContain("base64", "%%%");
            RawResponse message =
                    relay.post("/v1/messages", Surface.MESSAGES.body("keyed-claude", stream, "mock:chunks=1"));
            assertThat(message.status()).isEqualTo(502);
            assertThat(message.body()).contains("\"type\":\"api_error\"").doesNotContain("base64", "%%%");
        }
        assertThat(relay.upstream().stats().requests()).isZero();
    }

    @Test
    void thatIsForAnotherAddressIsNotPaidForByTheOperator() {
        relay.catalogue().userKeyIsElsewhere(true);
        relay.upstream().reset();
        try {
            RawResponse response = relay.chat(RelayRig.body("keyed", false, "mock:chunks=1"));

            assertThat(response.status()).as(response.body()).isEqualTo(400);
            assertThat(response.body()).contains("provider_key_elsewhere", "another address");
            assertThat(relay.upstream().stats().requests()).isZero();
        } finally {
            relay.catalogue().userKeyIsElsewhere(false);
        }
    }

    @Test
    void thatIsRefusedIsTheCallersOwnTrouble() {
        relay.catalogue().userKey("sk-of-the-caller");
        RawResponse response = relay.chat(RelayRig.body("keyed", false, "mock:status=401"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .contains("provider_key_refused")
                .doesNotContain("sk-of-the-caller", "sk-operator", "CANARY");
    }
}
