package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.overload.AccountCalls;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.gateway.overload.OverloadConfig;
import org.gatehouse.kit.memory.ByteBudget;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.Test;

class EdgeOverloadIT {

    @Test
    void moreThanMayAwaitAnAnswerAreToldToComeAgain() {
        var gate = new CountDownLatch(1);
        try (var edge = new RunningEdge();
                var origin = RawOrigin.start((connection, number) -> {
                    while (true) {
                        connection.readHead();
                        awaitOn(gate);
                        connection.send(RunningEdge.OK);
                    }
                })) {
            edge.inFrontOf(origin);
            edge.policy().concurrency = new ConcurrencyLimit(new OverloadConfig(2, 10, 2, 3));
            var waiting = new ArrayList<RawConnection>();
            for (int i = 0; i < 2; i++) {
                waiting.add(edge.connect().send(get("/a")));
            }
            while (edge.policy().concurrency.waiting() < 2) {
                Thread.onSpinWait();
            }
            var shed = edge.exchange(get("/v1/models"));
            assertThat(shed.status()).isEqualTo(503);
            assertThat(shed.header("retry-after")).contains("1");
            assertThat(shed.body()).contains("\"type\":\"service_unavailable_error\"");

            waiting.removeFirst().close(); // who leaves makes room
            while (edge.policy().concurrency.waiting() > 1) {
                Thread.onSpinWait();
            }
            gate.countDown();
            assertThat(waiting.getFirst().readResponse().status()).isEqualTo(200);
            assertThat(edge.exchange(get("/a")).status()).isEqualTo(200);
            assertThat(edge.policy().concurrency.waiting()).isZero();
            assertThat(edge.policy().concurrency.shed()).isEqualTo(1);
            waiting.forEach(RawConnection::close);
        }
    }

    @Test
    void anAccountHasNoMoreCallsUnderWayThanItMay() {
        var gate = new CountDownLatch(1);
        try (var edge = new RunningEdge(Map.of("gatehouse.edge.calls-per-account", 2));
                var origin = RawOrigin.start((connection, number) -> {
                    while (true) {
                        connection.readHead();
                        awaitOn(gate);
                        connection.send(RunningEdge.OK);
                    }
                })) {
            edge.inFrontOf(origin);
            var calls = edge.server().getApplicationContext().getBean(AccountCalls.class);
            var first = edge.connect().send(get("/a"));
            var second = edge.connect().send(get("/a"));
            Wait.until(() -> calls.underWay("tester"), count -> count == 2);
            var refused = edge.exchange(get("/v1/models"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).contains("1");
            assertThat(refused.body()).contains("\"type\":\"rate_limit_error\"");

            first.close(); // who leaves makes room
            Wait.until(() -> calls.underWay("tester"), count -> count == 1);
            gate.countDown();
            assertThat(second.readResponse().status()).isEqualTo(200);
            second.close();
            assertThat(edge.exchange(get("/a")).status()).isEqualTo(200);
            Wait.until(() -> calls.underWay("tester"), count -> count == 0);
            assertThat(calls.refused()).isEqualTo(1);
        }
    }

    @Test
    void bodiesUnderWayHaveTheMemoryThatThereIsAndOthersGoOn() {
        var large = "POST /v1/models HTTP/1.1\r\nHost: here\r\nContent-Length: 60000\r\n\r\n";
        try (var edge = new RunningEdge(
                        Map.of("gatehouse.memory.budget", "150KB", "gatehouse.memory.account-share", 100));
                var origin = RawOrigin.start((connection, number) -> {
                    while (true) {
                        connection.readBytes(RawOrigin.contentLength(connection.readHead()));
                        connection.send(RunningEdge.OK);
                    }
                })) {
            edge.inFrontOf(origin);
            var memory = edge.server().getApplicationContext().getBean(ByteBudget.class);
            var unfinished = edge.connect().send(large);
            var other = edge.connect().send(large);
            Wait.until(memory::held, held -> held == 120_000);
            try (var tooMany = edge.connect()) {
                var refused = tooMany.send(large).readResponse();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("retry-after")).contains("1");
                assertThat(refused.body()).contains("\"type\":\"service_unavailable_error\"");
            }
            assertThat(edge.exchange(get("/a")).status()).isEqualTo(200);

            other.close();
            Wait.until(memory::held, held -> held == 60_000);
            assertThat(edge.exchange(large + "x".repeat(60_000)).status()).isEqualTo(200);
            assertThat(unfinished.send("x".repeat(60_000)).readResponse().status())
                    .isEqualTo(200);
            Wait.until(memory::held, held -> held == 0);
            unfinished.close();
        }
    }

    private static void awaitOn(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anAddressHasNoMoreConnectionsThanItMay() {
        try (var edge = new RunningEdge(Map.of("gatehouse.edge.connections-from-loopback", 3));
                var origin = RunningEdge.naming()) {
            edge.inFrontOf(origin);
            var open = new ArrayList<RawConnection>();
            for (int i = 0; i < 3; i++) {
                open.add(edge.connect());
                assertThat(open.getLast().send(get("/a")).readResponse().status())
                        .isEqualTo(200);
            }
            try (var tooMany = edge.connect()) {
                assertThat(tooMany.closesWithin(Duration.ofSeconds(5))).isTrue();
            }
            open.removeFirst().close();
            assertThat(open.getFirst().send(get("/b")).readResponse().status()).isEqualTo(200);
            open.forEach(RawConnection::close);
        }
    }

    @Test
    void aTrustedProxySaysWhoTheClientIsAndNobodyElseDoes() {
        var request = """
            GET /a HTTP/1.1\r
            Host: here\r
            X-Forwarded-For: 1.2.3.4, 203.0.113.9\r
            X-Forwarded-Proto: https\r
            \r
            """;
        try (var origin = RawOrigin.start((connection, number) -> {
            var head = connection.readHead().replace("\r\n", "|");
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + head.length() + "\r\n\r\n" + head);
        })) {
            try (var edge = new RunningEdge(Map.of("gatehouse.edge.trusted-proxies", "127.0.0.0/8"))) {
                assertThat(edge.inFrontOf(origin).exchange(request).body().toLowerCase(Locale.ROOT))
                        .contains("|x-forwarded-for: 203.0.113.9|", "|x-forwarded-proto: https|");
                assertThat(edge.log().next().client()).isEqualTo("203.0.113.9");
            }
            try (var edge = new RunningEdge()) {
                assertThat(edge.inFrontOf(origin).exchange(request).body().toLowerCase(Locale.ROOT))
                        .contains("|x-forwarded-for: 127.0.0.1|", "|x-forwarded-proto: http|");
            }
        }
    }
}
