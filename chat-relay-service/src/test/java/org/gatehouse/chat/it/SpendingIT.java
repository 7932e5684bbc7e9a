package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The allowance on the node: who may set it, and how exactly. */
class SpendingIT {

    private static final String PATH = "/api/v1/auth/approve-spending";

    @RegisterExtension
    static final MorpheusRig relay = MorpheusRig.start(Map.of(
            "gatehouse.upstreams.mor.api-key", MorpheusNode.ADMIN,
            "gatehouse.upstreams.mor.spenders", MorpheusNode.DIAMOND,
            "gatehouse.upstreams.mor.transaction-timeout", "1s"));

    @BeforeEach
    void forget() {
        relay.control().reset();
    }

    @Nested
    class Ok {

        @Test
        void setsTheAllowanceInWeiAndDoesNotAddToIt() {
            for (String amount : new String[] {"3", "12.000000000000000001", "0"}) {
                RawResponse response = approve("{\"amount\":\"" + amount + "\"}");

                assertThat(response.status()).as(response.body()).isEqualTo(200);
                assertThat(response.body())
                        .contains("\"amount\":\"" + amount + "\"", "\"spender\":\"" + MorpheusNode.DIAMOND + "\"")
                        .contains("\"transaction\":\"0x");
            }
            assertThat(relay.control().stats().allowance()).isEqualTo("0");
            approve("{\"amount\":\"12.000000000000000001\",\"spender\":\""
                    + MorpheusNode.DIAMOND.toLowerCase(Locale.ROOT) + "\"}");
            assertThat(new BigInteger(relay.control().stats().allowance())).hasToString("12000000000000000001");
        }
    }

    @Nested
    class BadRequest {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"amount\":3}",
                    "{\"amount\":\"1e3\"}",
                    "{\"amount\":\"-1\"}",
                    "{\"amount\":\"0.0000000000000000001\"}",
                    "{\"amount\":\"1\",\"spender\":\"0x0000000000000000000000000000000000000001\"}",
                    "{\"amount\":\"1\",\"spender\":\"x\"}",
                    "{\"amount\":\"1\",\"limit\":1}",
                })
        void namesTheField(String body) {
            RawResponse response = approve(body);

            assertThat(response.status()).as(response.body()).isEqualTo(400);
            assertThat(response.body()).contains("\"field\":");
            assertThat(relay.control().stats().allowance()).isEqualTo("0");
        }
    }

    @Nested
    class Forbidden {

        @Test
        void withoutTheRightOrTheSecondFactor() {
            String body = "{\"amount\":\"1\"}";
            assertThat(relay.postAs(PATH, body, relay.token("read", "write", "execute"))
                            .status())
                    .isEqualTo(403);
            RawResponse oneFactor = relay.postAs(PATH, body, relay.token("read", "write", "execute", "admin"));
            assertThat(oneFactor.status()).isEqualTo(401);
            assertThat(oneFactor.headers("www-authenticate").getFirst())
                    .contains("insufficient_user_authentication", "acr_values=\"2\"");
            assertThat(relay.control().stats().allowance()).isEqualTo("0");
        }
    }

    @Nested
    class Failures {

        @Test
        void tellWhenNobodyKnowsWhetherItWasSet() {
            relay.control().behave("tx-time=3000");
            RawResponse response = approve("{\"amount\":\"1\"}");

            assertThat(response.status()).isEqualTo(504);
            assertThat(response.body()).contains("it is safe to ask again");
        }

        @Test
        void nameNoOtherNode() {
            assertThat(approve("{\"amount\":\"1\",\"upstream\":\"other\"}").status())
                    .isEqualTo(404);
        }
    }

    private static RawResponse approve(String body) {
        return relay.postAs(PATH, body, relay.steppedUp());
    }
}
