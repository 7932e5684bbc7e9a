package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay holds in memory for its callers is bounded: what does not fit is refused at once, and others go on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MemoryIT {

    private static final int KIB = 1024;

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.memory.budget", "1MB",
            "gatehouse.memory.account-share", "60",
            "gatehouse.relay.calls-per-account", "3"));

    @ParameterizedTest
    @ValueSource(strings = {RelayRig.CHAT, "/v1/messages", RelayRig.CHAT + "?served=by-the-framework"})
    void refusesABodyThatDoesNotFit(String path) {
        RawResponse refused = relay.post(path, body(700 * KIB, ""));

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.header("retry-after")).contains("1");
        assertThat(refused.body())
                .contains(path.startsWith("/v1/messages") ? "{\"type\":\"error\",\"error\":{\"type\"" : "{\"error\":{")
                .contains("no memory");
        assertThat(relay.chat(RelayRig.body("mock/large", false, "")).status()).isEqualTo(200);
    }

    @Test
    void throwsTheRestOfARefusedBodyAwayAndServesTheNextRequestOnTheConnection() {
        try (RawConnection connection = relay.send(RelayRig.CHAT, body(900 * KIB, ""))) {
            assertThat(connection.readResponse().status()).isEqualTo(503);
            connection.send(request(relay.token(), body(KIB, "")));
            assertThat(connection.readResponse().status()).isEqualTo(200);
        }
    }

    @Test
    void letsNoAccountHoldMoreThanItsShareWhileOthersGoOn() {
        String greedy = relay.issuer().userToken(UUID.randomUUID(), "execute");
        String other = relay.issuer().userToken(UUID.randomUUID(), "execute");
        try (RawConnection unfinished = RawHttp.connect(relay.port())) {
            String request = request(greedy, body(550 * KIB, ""));
            unfinished.send(request.substring(0, request.length() - 10));

            untilStatus(503, greedy, 300 * KIB);
            assertThat(relay.chat(body(300 * KIB, ""), other).status()).isEqualTo(200);
            unfinished.send(request.substring(request.length() - 10));
            assertThat(unfinished.readResponse().status()).isEqualTo(200);
        }
        untilStatus(200, greedy, 300 * KIB);
    }

    @Test
    void getsTheMemoryOfAnAbandonedBodyBack() {
        String account = relay.issuer().userToken(UUID.randomUUID(), "execute");
        try (RawConnection unfinished = RawHttp.connect(relay.port())) {
            String request = request(account, body(550 * KIB, ""));
            unfinished.send(request.substring(0, request.length() - 10));
            untilStatus(503, account, 300 * KIB);
        }
        untilStatus(200, account, 300 * KIB);
    }

    @Test
    void refusesAnAnswerThatThereIsNoMemoryFor() {
        RawResponse fits = relay.chat(RelayRig.body("mock/large", false, "mock:chunks=10000"));
        RawResponse refused = relay.chat(RelayRig.body("mock/large", false, "mock:chunks=100000"));

        assertThat(fits.status()).isEqualTo(200);
        assertThat(fits.body()).contains("word9999 ").endsWith("}");
        assertThat(refused.status()).as(refused.body().substring(0, 100)).isEqualTo(503);
        assertThat(refused.header("retry-after")).contains("1");
        assertThat(refused.body()).contains("no memory");
        assertThat(relay.chat(RelayRig.body("mock/large", false, "")).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsTranslatedWhereTheTranslationDoesNotFit() {
        assertThat(relay.post("/v1/messages", message("claude", 300 * KIB)).status())
                .isEqualTo(200);
        assertThat(relay.post("/v1/messages", message("mock/large", 300 * KIB)).status())
                .isEqualTo(503);
        assertThat(relay.post("/v1/messages", message("mock/large", 30 * KIB)).status())
                .isEqualTo(200);
    }

    @Test
    void boundsTheCallsThatAnAccountHasUnderWay() {
        String account = relay.issuer().userToken(UUID.randomUUID(), "execute");
        String request = request(account, body(KIB, ""));
        String head = request.substring(0, request.indexOf("\r\n\r\n") + 4);
        try (var one = RawHttp.connect(relay.port()).send(head);
                var two = RawHttp.connect(relay.port()).send(head);
                var three = RawHttp.connect(relay.port()).send(head)) {
            untilStatus(429, account, KIB);
            RawResponse refused = relay.chat(body(KIB, ""), account);
            assertThat(refused.header("retry-after")).contains("1");
            assertThat(refused.body()).contains("\"code\":\"rate_limit_exceeded\"");
            assertThat(relay.chat(body(KIB, "")).status()).isEqualTo(200);
            assertThat(List.of(one, two, three)).allMatch(open -> open.socket().isConnected());
        }
        untilStatus(200, account, KIB);
    }

    /** Asks until the relay has seen what was sent, or closed, before. */
    private static void untilStatus(int status, String token, int bytes) {
        while (relay.chat(body(bytes, ""), token).status() != status) {
            Thread.onSpinWait();
        }
    }

    private static String request(String token, String body) {
        return "POST " + RelayRig.CHAT + " HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String body(int bytes, String script) {
        return RelayRig.body("mock/large", false, script).replace("Say something", "x".repeat(bytes));
    }

    private static String message(String model, int bytes) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\""
                + "x".repeat(bytes) + "\"}]}";
    }
}
