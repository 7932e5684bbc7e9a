package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plain requests are served past the framework, on connections that the framework serves as well. */
class DirectPathIT {

    private static final Pattern EVENT_LOOP = Pattern.compile("default-(nioE|e)ventLoopGroup.*");

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    private static String plain(String script, boolean stream, String... headers) {
        var body = RelayRig.body("mock/large", stream, script);
        return post(RelayRig.CHAT, "application/json", headers) + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String post(String path, String type, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                + relay.token()
                + "\r\nContent-Type: " + type + "\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList());
    }

    private static RawConnection connect() {
        return RawHttp.connect(relay.port());
    }

    @Test
    void answersInTheOrderOfTheRequestsWhoeverServesThem() {
        var unknown = "GET /nowhere HTTP/1.1\r\nHost: relay\r\n\r\n";
        var foreign = "POST " + RelayRig.CHAT + " HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2\r\n\r\n{}";
        try (var connection = connect()) {
            connection.send(plain("", false)
                    + unknown
                    + plain("mock:chunks=3", true)
                    + plain("", false)
                    + foreign
                    + foreign
                    + plain("mock:chunks=2", true)
                    + unknown);

            assertThat(connection.readResponse().body()).contains("chat.completion");
            assertThat(connection.readResponse().status()).isEqualTo(404);
            assertThat(connection.readResponse().body()).contains("word2").endsWith("data: [DONE]\n\n");
            assertThat(connection.readResponse().body()).contains("chat.completion");
            assertThat(connection.readResponse().status()).isEqualTo(401);
            assertThat(connection.readResponse().status()).isEqualTo(401);
            assertThat(connection.readResponse().body()).contains("word1").doesNotContain("word2");
            assertThat(connection.readResponse().status()).isEqualTo(404);
        }
    }

    @Test
    void answersMoreRequestsAtOnceThanItKeepsWaiting() {
        try (var connection = connect()) {
            connection.send(plain("", false).repeat(40));
            for (int i = 0; i < 40; i++) {
                assertThat(connection.readResponse().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void closesTheConnectionWhenTheClientAsksForIt() {
        for (var stream : new boolean[] {false, true}) {
            try (var connection = connect()) {
                connection.send(plain("mock:chunks=2", stream, "Connection: close"));
                var response = connection.readResponse();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("connection")).contains("close");
                assertThat(connection.closesWithin(Duration.ofSeconds(2))).isTrue();
            }
        }
    }

    @Test
    void takesABodyInManyPieces() {
        var body = RelayRig.body("mock/large", false, "");
        try (var connection = connect()) {
            connection.send(
                    post(RelayRig.CHAT, "Application/JSON; charset=utf-8", "Transfer-Encoding: chunked") + "\r\n");
            for (int i = 0; i < body.length(); i += 7) {
                connection.sendChunk(body.substring(i, Math.min(body.length(), i + 7)));
            }
            connection.send("0\r\n\r\n");
            assertThat(connection.readResponse().body()).contains("chat.completion");
        }
    }

    @Test
    void saysWhenAndUnderWhichIdItAnswered() {
        try (var connection = connect()) {
            connection.send(plain("", false, "x-request-id: my-id"));
            var response = connection.readResponse();
            assertThat(response.header("x-request-id")).contains("my-id");
            assertThat(response.header("date").orElse(""))
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT");
            assertThat(response.header("content-type")).contains("application/json");
        }
    }

    @Test
    void leavesWhatItDoesNotKnowToTheFramework() {
        var body = RelayRig.body("mock/large", false, "");
        var length = "Content-Length: " + body.length();
        try (var connection = connect()) {
            connection.send(post(RelayRig.CHAT, "text/plain", length) + "\r\n" + body);
            assertThat(connection.readResponse().status()).isEqualTo(415);
            connection.send(post(RelayRig.CHAT + "?a=b", "application/json", length) + "\r\n" + body);
            assertThat(connection.readResponse().status()).isEqualTo(200);
            connection.send(post(RelayRig.CHAT, "application/json", length, "Expect: 100-continue") + "\r\n");
            assertThat(connection.readHead()).startsWith("HTTP/1.1 100");
            connection.send(body);
            assertThat(connection.readResponse().status()).isEqualTo(200);
        }
    }

    @Test
    void forgetsARequestWhoseBodyTheGuardRefuses() {
        try (var connection = connect()) {
            connection.send(post(RelayRig.CHAT, "application/json", "Transfer-Encoding: chunked")
                    + "\r\n5\r\n{\"mod\r\nZZ\r\n");
            assertThat(connection.readResponse().status()).isEqualTo(400);
            assertThat(connection.closesWithin(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(relay.chat(RelayRig.body("mock/large", false, "")).status()).isEqualTo(200);
    }

    /** A count, not a time: the framework's way of serving the same request takes several times as much. */
    @Test
    void takesLittleMemoryForARequest() {
        try (var connection = connect()) {
            var request = plain("", false);
            exchange(connection, request, 300);
            var before = allocatedByEventLoops();
            exchange(connection, request, 300);
            var after = allocatedByEventLoops();
            // Loops of a relay that was stopped before may still be ending.
            long each = before.entrySet().stream()
                            .mapToLong(loop -> after.getOrDefault(loop.getKey(), loop.getValue()) - loop.getValue())
                            .sum()
                    / 300;

            assertThat(each).isBetween(1L, 28_000L);
        }
    }

    private static void exchange(RawConnection connection, String request, int times) {
        for (int i = 0; i < times; i++) {
            connection.send(request);
            assertThat(connection.readResponse().status()).isEqualTo(200);
        }
    }

    /** By thread. */
    private static Map<Long, Long> allocatedByEventLoops() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null
                        && EVENT_LOOP.matcher(thread.getThreadName()).matches())
                .map(ThreadInfo::getThreadId)
                .collect(Collectors.toMap(id -> id, threads::getThreadAllocatedBytes));
    }
}
