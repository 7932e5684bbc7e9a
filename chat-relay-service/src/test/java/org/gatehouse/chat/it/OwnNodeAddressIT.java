package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user cannot have the relay call what only somebody inside could reach. */
class OwnNodeAddressIT {

    @RegisterExtension
    static final MorpheusRig relay = MorpheusRig.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:",
                "http://localhost:",
                "http://[::ffff:127.0.0.1]:",
                "https://10.0.0.1:",
                "https://169.254.169.254:"
            })
    void isNotCalledUnlessTheOperatorAllowsIt(String inner) {
        try (var own = MorpheusNode.start()) {
            UUID user = UUID.randomUUID();
            relay.vault().store(user, inner + own.baseUrl().getPort(), MorpheusNode.ADMIN);

            RawResponse refused = relay.postAs(
                    RelayRig.CHAT, RelayRig.body(MorpheusRig.LLAMA, true, "mock:chunks=1"), relay.tokenOf(user));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).doesNotContain("127.0.0.1", "169.254");
            assertThat(own.control().stats().opens()).isZero();
        }
    }
}
