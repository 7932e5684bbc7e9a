package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.testing.issuer.EdgeCaller;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call the relay, on the way that passes the framework by and on the framework's own: users, by the edge. */
class EdgeTokenIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    static Stream<EdgeCaller> callers() {
        var user = relay.issuer().userToken(UUID.randomUUID(), "execute");
        var key = relay.issuer().keyToken(UUID.randomUUID(), UUID.randomUUID(), "execute");
        return EdgeCaller.of(relay.issuer(), "chat-relay-service", user, key).stream();
    }

    @ParameterizedTest
    @MethodSource("callers")
    void servesUsersByTheEdgeAlone(EdgeCaller caller) {
        int expected = caller.asUser() ? 200 : 401;

        assertThat(chat(caller, "").status()).isEqualTo(expected);
        assertThat(chat(caller, "Upgrade: none\r\n").status()).isEqualTo(expected);
        if (!caller.asUser()) {
            assertThat(chat(caller, "").body()).contains("\"code\":\"invalid_api_key\"");
        }
    }

    @Test
    void saysThatTheEdgeIsMissing() {
        var alone = callers().findFirst().orElseThrow();

        assertThat(chat(alone, "").body()).startsWith("{\"error\":{").contains("taken from the edge only");
    }

    @Test
    void refusesARevokedAccount() {
        var account = UUID.randomUUID();
        var token = relay.issuer().userToken(account, "execute");
        var body = RelayRig.body("gatehouse/echo", false, "");
        assertThat(relay.chat(body, token).status()).isEqualTo(200);
        relay.issuer().revoke("account", account);

        MorpheusRig.until("refused", () -> relay.chat(body, token).status() == 401);
    }

    private static RawResponse chat(EdgeCaller caller, String more) {
        byte[] body = RelayRig.body("mock/large", false, "").getBytes(StandardCharsets.UTF_8);
        String head = "POST " + RelayRig.CHAT + " HTTP/1.1\r\nHost: relay\r\n" + caller.lines() + more
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (var connection = RawHttp.connect(relay.port()).send(head).send(body)) {
            return connection.readResponse();
        }
    }
}
