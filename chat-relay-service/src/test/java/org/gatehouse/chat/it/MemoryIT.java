package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gatehouse.kit.memory.ByteBudget.Shortage;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the relay holds in memory for its callers is bounded: what does not fit is refused at once, and others go on. However
 * a request ends, all that it held is given back.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MemoryIT {

    private static final int KIB = 1024;
    private static final String BY_THE_FRAMEWORK = RelayRig.CHAT + "?served=by-the-framework";

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.memory.budget", "1MB",
            "gatehouse.memory.account-share", "60",
            "gatehouse.relay.calls-per-account", "3"));

    @AfterEach
    void everythingIsGivenBack() {
        until(() -> relay.memory().held() == 0);
        assertThat(relay.chat(body(300 * KIB, "")).status()).isEqualTo(200);
        until(() -> relay.memory().held() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RelayRig.CHAT,
                "/v1/completions",
                "/v1/embeddings",
                "/v1/responses",
                "/v1/messages",
                "/v1/messages/count_tokens",
                "/api/v1/chat/completions",
                BY_THE_FRAMEWORK
            })
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
        String greedy = relay.freshToken();
        long refusedBefore = relay.memory().refused(Shortage.SHARE);
        String request = request(greedy, body(550 * KIB, ""));
        try (RawConnection unfinished = unfinished(request)) {
            assertThat(relay.chat(body(300 * KIB, ""), greedy).status()).isEqualTo(503);
            assertThat(relay.chat(body(300 * KIB, ""), relay.freshToken()).status())
                    .isEqualTo(200);
            assertThat(relay.memory().refused(Shortage.SHARE)).isEqualTo(refusedBefore + 1);
            unfinished.send(request.substring(request.length() - 10));
            assertThat(unfinished.readResponse().status()).isEqualTo(200);
        }
        until(() -> relay.memory().held() == 0);
        assertThat(relay.chat(body(300 * KIB, ""), greedy).status()).isEqualTo(200);
    }

    @Test
    void tellsByMetricsWhatIsHeld() {
        assertThat(relay.meter("gatehouse.memory.budget")).isEqualTo(1024.0 * KIB);
        assertThat(relay.meter("gatehouse.memory.held")).isZero();
        try (RawConnection unfinished = unfinished(request(relay.token(), body(550 * KIB, "")))) {
            assertThat(relay.meter("gatehouse.memory.held")).isGreaterThan(550.0 * KIB);
            double refused = relay.meter("gatehouse.memory.refused", "shortage", "share");
            assertThat(relay.chat(body(300 * KIB, "")).status()).isEqualTo(503);
            assertThat(relay.meter("gatehouse.memory.refused", "shortage", "share"))
                    .isEqualTo(refused + 1);
            assertThat(unfinished.socket().isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void getsTheMemoryOfAnAbandonedBodyBack(boolean byReset) {
        RawConnection unfinished = unfinished(request(relay.freshToken(), body(550 * KIB, "")));
        if (byReset) {
            unfinished.reset();
        } else {
            unfinished.leave();
        }
    }

    @Test
    void getsTheMemoryOfABodyBackThatTheGuardRefuses() {
        String head = head(relay.token()) + "Transfer-Encoding: chunked\r\n\r\n";
        try (RawConnection malformed = RawHttp.connect(relay.port()).send(head)) {
            malformed.sendChunk("x".repeat(550 * KIB));
            until(() -> relay.memory().held() == 550 * KIB);
            malformed.send("ZZ\r\n");
            assertThat(malformed.readResponse().status()).isEqualTo(400);
            until(() -> relay.memory().held() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RelayRig.CHAT, BY_THE_FRAMEWORK})
    void getsTheMemoryBackWhenTheClientLeavesDuringTheAnswer(String path) {
        for (boolean stream : new boolean[] {false, true}) {
            relay.upstream().reset();
            String body = RelayRig.body("mock/large", stream, "mock:chunks=100,gap=1000")
                    .replace("Say something", "x".repeat(300 * KIB));
            try (RawConnection left = relay.send(path, body)) {
                relay.upstream().awaitOpen();
                assertThat(relay.memory().held()).isGreaterThan(300 * KIB);
                left.reset();
            }
            until(() -> relay.memory().held() == 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mock/large | mock:status=500                  | 502
        mock/large | mock:status=400                  | 400
        mock/large | mock:status=429,retry-after=1    | 429
        refusing   | ''                               | 502
        hasty      | mock:latency=20000               | 504
        nowhere    | ''                               | 503
        no/such    | ''                               | 404
        mock/large | ","n":"1                         | 400
        """)
    void getsTheMemoryBackOfWhatFails(String model, String script, int status) {
        String body = RelayRig.body(model, false, script).replace("Say something", "x".repeat(300 * KIB));

        assertThat(relay.chat(body).status()).isEqualTo(status);
        until(() -> relay.memory().held() == 0);
        assertThat(relay.post(BY_THE_FRAMEWORK, body).status()).isEqualTo(status);
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
        String account = relay.freshToken();
        String request = request(account, body(KIB, ""));
        try (var one = unfinished(request, 1);
                var two = unfinished(request, 2);
                var three = unfinished(request, 3)) {
            RawResponse refused = relay.chat(body(KIB, ""), account);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).contains("1");
            assertThat(refused.body()).contains("\"code\":\"rate_limit_exceeded\"");
            assertThat(relay.chat(body(KIB, "")).status()).isEqualTo(200);
            for (RawConnection open : List.of(one, two, three)) {
                open.send(request.substring(request.length() - 10));
                assertThat(open.readResponse().status()).isEqualTo(200);
            }
        }
        until(() -> relay.memory().held() == 0);
        assertThat(relay.chat(body(KIB, ""), account).status()).isEqualTo(200);
    }

    private static RawConnection unfinished(String request) {
        return unfinished(request, 1);
    }

    /** A request without its last bytes, of which the relay holds all the others; the so-and-so-many-th like it. */
    private static RawConnection unfinished(String request, int number) {
        String sent = request.substring(0, request.length() - 10);
        int body = sent.length() - sent.indexOf("\r\n\r\n") - 4;
        RawConnection unfinished = RawHttp.connect(relay.port()).send(sent);
        until(() -> relay.memory().held() == (long) number * body);
        return unfinished;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String request(String token, String body) {
        return head(token) + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String head(String token) {
        return "POST " + RelayRig.CHAT + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                + token + "\r\nContent-Type: application/json\r\n";
    }

    private static String body(int bytes, String script) {
        return RelayRig.body("mock/large", false, script).replace("Say something", "x".repeat(bytes));
    }

    private static String message(String model, int bytes) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\""
                + "x".repeat(bytes) + "\"}]}";
    }
}
