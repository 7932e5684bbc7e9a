package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key for some models reaches no others by what an upstream, itself a gateway, is told beside the model. */
class RoutingIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fallbacks\":[\"claude\"]",
                "\"fallbacks\":[\"mock/large\",\"no/such\"]",
                "\"fallbacks\":[{\"model\":\"claude\"}]",
                "\"context_window_fallback_dict\":{\"mock/large\":\"claude\"}",
                "\"provider\":{\"order\":[\"x\"]}",
                "\"route\":\"fallback\"",
                "\"plugins\":[{\"id\":\"auto-router\"}]",
                "\"extra_body\":{\"models\":[\"claude\"]}",
            })
    void isRefusedForAKeyOfSomeModelsOnly(String member) {
        relay.upstream().reset();
        RawResponse refused = relay.chat(body(member), restricted());

        assertThat(refused.status()).as(refused.body()).isIn(400, 404);
        assertThat(refused.body()).contains("\"param\":\"" + member.substring(1, member.indexOf('"', 1)) + "\"");
        assertThat(relay.upstream().stats().requests()).isZero();
        assertThat(relay.chat(body(member)).status()).isEqualTo(200);
    }

    @Test
    void passesForModelsOfTheKey() {
        assertThat(relay.chat(body("\"fallbacks\":[\"mock/large\"]"), restricted())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void neverLeadsTheOperatorsCredentialAway() {
        relay.upstream().reset();
        RawResponse refused = relay.chat(body("\"api_base\":\"http://127.0.0.1:9/v1\""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"param\":\"api_base\"");
        assertThat(relay.upstream().stats().requests()).isZero();
    }

    private static String restricted() {
        return relay.issuer()
                .user(UUID.randomUUID(), "execute")
                .claim("key_id", UUID.randomUUID().toString())
                .claim("models", List.of("mock/large"))
                .sign();
    }

    private static String body(String member) {
        return RelayRig.body("mock/large", false, "").replace("{\"model\"", "{" + member + ",\"model\"");
    }
}
