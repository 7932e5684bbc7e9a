package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gatehouse.kit.memory.ByteBudget.Shortage;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies and answers in the sizes and numbers that would end a relay without a budget of memory. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MemoryUnderLoadIT {

    private static final int MIB = LongAnswers.MIB;
    private static final int BODY_BYTES = 4 * MIB - 64 * 1024;
    private static final String BY_THE_FRAMEWORK = RelayRig.CHAT + "?served=by-the-framework";

    /** Of a body: white space, without which it is not whole. */
    private static final String END = "  ";

    private static final LongAnswers UPSTREAM = LongAnswers.start();
    private static final WireUpstream WIRE = WireUpstream.start();

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.memory.budget",
            "160MB",
            "gatehouse.memory.account-share",
            "50",
            "gatehouse.upstreams.mock.base-url",
            UPSTREAM.baseUrl(),
            "gatehouse.upstreams.responding.base-url",
            WIRE.baseUrl(),
            "gatehouse.upstreams.responding.via",
            "chat"));

    private final List<RawConnection> open = new ArrayList<>();

    @AfterEach
    void everythingIsGivenBack() {
        open.forEach(RawConnection::close);
        until(() -> relay.memory().held() == 0);
    }

    @AfterAll
    static void stop() {
        UPSTREAM.close();
        WIRE.close();
    }

    @Test
    void takesAsManyOfFiftyRequestsOf4MegabytesAsFitAndRefusesTheOthersAtOnce() {
        List<RawConnection> chats = unfinished(RelayRig.CHAT, 25, BODY_BYTES);
        List<RawConnection> messages = unfinished("/v1/messages", 25, BODY_BYTES);

        assertThat(chats).hasSize(20);
        assertThat(messages).hasSize(20);
        assertThat(relay.chat(body(300 * 1024), relay.freshToken()).status()).isEqualTo(200);
        RawConnection first = chats.getFirst();
        first.send(END);
        assertThat(first.readResponse().status()).isEqualTo(200);
    }

    @Test
    void letsOneAccountHoldNoMoreThanItsShareIn130UnfinishedBodies() {
        List<RawConnection> held = unfinished(RelayRig.CHAT, 130, MIB);

        assertThat(held).hasSize(80);
        assertThat(relay.chat(body(3 * MIB), relay.freshToken()).status()).isEqualTo(200);
    }

    @Test
    void givesAsManyOfFourAnswersOf30MegabytesAsFit() {
        long refused = relay.memory().refused(Shortage.TOTAL);
        for (int i = 1; i <= 4; i++) {
            open.add(relay.send(RelayRig.CHAT, answerOf(30), relay.freshToken()));
            long held = Math.min(i, 2) * 60L * MIB;
            long refusals = refused + Math.max(0, i - 2);
            until(() -> relay.memory().held() >= held && relay.memory().refused(Shortage.TOTAL) == refusals);
        }
        until(() -> relay.memory().held() < 121L * MIB);

        assertThat(relay.chat(body(300 * 1024), relay.freshToken()).status()).isEqualTo(200);
        List<Integer> statuses =
                open.stream().map(MemoryUnderLoadIT::statusOfWhole).sorted().toList();
        assertThat(statuses).containsExactly(200, 200, 503, 503);
    }

    @Test
    void countsAnAnswerOfTheFrameworkUntilItsClientHasTakenIt() {
        for (int i = 0; i < 2; i++) {
            RawConnection slow = relay.send(BY_THE_FRAMEWORK, answerOf(30), relay.freshToken());
            open.add(slow);
            slow.readBytes(1);
        }
        assertThat(relay.chat(body(300 * 1024), relay.freshToken()).status()).isEqualTo(200);
        assertThat(relay.memory().held()).isGreaterThan(60L * MIB);

        RawResponse third = relay.post(BY_THE_FRAMEWORK, answerOf(30));
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.header("retry-after")).contains("1");
        assertThat(third.body()).contains("no memory");
        open.forEach(slow -> slow.readBytes(30 * MIB));
        until(() -> relay.memory().held() == 0);
    }

    @Test
    void passesOnAPictureOfEightMegabytesInOneEvent() {
        String delta = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}";
        String picture =
                "{\"images\":[{\"image_url\":{\"url\":\"data:image/png;base64," + "A".repeat(8 * MIB) + "\"}}]}";
        WIRE.says(
                WireUpstream.Said.chunks(delta.formatted(picture, "null") + "\n" + delta.formatted("{}", "\"stop\"")));
        String body = relay.chat(RelayRig.body("answering", true, ""), relay.freshToken())
                .body();

        assertThat(body.length()).isGreaterThan(8 * MIB);
        assertThat(body).endsWith("data: [DONE]\n\n");
    }

    /** Sends requests of one account but for their ends; gives those that were let in, the others have been refused. */
    private List<RawConnection> unfinished(String path, int count, int bodyBytes) {
        String account = relay.freshToken();
        byte[] body = body(bodyBytes).getBytes(StandardCharsets.US_ASCII);
        String head = "POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                + account + "\r\nContent-Type: application/json\r\nContent-Length: " + (body.length + END.length())
                + "\r\n\r\n";
        var admitted = new ArrayList<RawConnection>();
        for (int i = 0; i < count; i++) {
            long held = relay.memory().held();
            long refused = refused();
            RawConnection connection = RawHttp.connect(relay.port()).send(head).send(body);
            open.add(connection);
            until(() -> relay.memory().held() == held + body.length || refused() > refused);
            if (refused() == refused) {
                admitted.add(connection);
            } else {
                assertRefused(path, connection.readResponse());
                until(() -> relay.memory().held() == held);
            }
        }
        return admitted;
    }

    private static void assertRefused(String path, RawResponse response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("retry-after")).contains("1");
        assertThat(response.body())
                .startsWith(path.equals("/v1/messages") ? "{\"type\":\"error\",\"error\":{" : "{\"error\":{")
                .contains("no memory");
    }

    private static long refused() {
        return relay.memory().refused(Shortage.SHARE) + relay.memory().refused(Shortage.TOTAL);
    }

    private static int statusOfWhole(RawConnection connection) {
        String head = connection.readHead();
        if (head.startsWith("HTTP/1.1 200")) {
            connection.readBytes(30 * MIB);
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within two minutes").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String answerOf(int mib) {
        return RelayRig.body("mock/large", false, "mib=" + mib);
    }

    private static String body(int bytes) {
        String start = RelayRig.body("mock/large", false, "");
        String text = "x".repeat(bytes - start.length() + "Say something".length());
        return start.replace("Say something", text);
    }
}
