package org.gatehouse.kit.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamClientIT {

    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    /** Answers every request on every connection alike. */
    private static RawOrigin answering(String response) {
        return RawOrigin.start((connection, number) -> {
            while (true) {
                connection.readHead();
                connection.send(response);
            }
        });
    }

    private static RawOrigin answeringOnceEach(String response) {
        return RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(response);
            connection.readToEnd();
        });
    }

    private static <T> T take(LinkedBlockingQueue<T> queue) {
        try {
            var next = queue.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TargetGroup to(RawOrigin... origins) {
        return TargetGroup.fixed(List.of(origins).stream().map(RawOrigin::uri).toArray(URI[]::new));
    }

    @Nested
    class Responses {

        @Test
        void readsABodyOfKnownLength() {
            try (var origin = answering(OK)) {
                var call = client.get(to(origin), "/");

                assertThat(call.status()).isEqualTo(200);
                assertThat(call.body()).isEqualTo("ok");
            }
        }

        @Test
        void handsOverAChunkWhenItComes() throws Exception {
            var goOn = new CompletableFuture<Boolean>();
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                connection.sendChunk("first");
                CallProbe.await(goOn);
                connection.sendChunk("second").send("0\r\n\r\n");
                connection.readToEnd();
            })) {
                var call = client.get(to(origin), "/");

                assertThat(call.nextPart()).isEqualTo("first");
                goOn.complete(true);
                assertThat(call.nextPart()).isEqualTo("second");
                assertThat(call.body()).isEmpty();
            }
        }

        @Test
        void readsABodyThatEndsWithTheConnection() {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\n\r\nto the end");
            })) {
                assertThat(client.get(to(origin), "/").body()).isEqualTo("to the end");
            }
        }

        @Test
        void swallowsInterimResponses() {
            try (var origin =
                    answering("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK)) {
                var call = client.get(to(origin), "/");

                assertThat(call.status()).isEqualTo(200);
                assertThat(call.body()).isEqualTo("ok");
            }
        }

        @Test
        void givesUpOnEndlessInterimResponses() {
            try (var origin = answering("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100))) {
                assertThat(client.get(to(origin), "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
            }
        }

        @Test
        void expectsNoBodyAfterHeadNoContentAndNotModified() {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n");
                connection.readHead();
                connection.send("HTTP/1.1 204 No Content\r\n\r\n");
                connection.readHead();
                connection.send("HTTP/1.1 304 Not Modified\r\ncontent-length: 7\r\n\r\n");
                connection.readHead();
                connection.send(OK);
                connection.readToEnd();
            })) {
                var targets = to(origin);
                var head = client.open(targets, HttpMethod.HEAD, "/", ClientLoop.LIMITS)
                        .end();

                assertThat(head.body()).isEmpty();
                assertThat(CallProbe.await(head.head).headers().get("content-length"))
                        .isEqualTo("500");
                assertThat(client.get(targets, "/").body()).isEmpty();
                assertThat(client.get(targets, "/").body()).isEmpty();
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(1);
            }
        }
    }

    @Nested
    class Requests {

        @Test
        void nameTheTargetAsHostAndPutItsBasePathInFront() {
            var heads = new LinkedBlockingQueue<String>();
            try (var origin = RawOrigin.start((connection, number) -> {
                heads.add(connection.readHead());
                connection.send(OK);
            })) {
                var targets = TargetGroup.fixed(URI.create("http://localhost:" + origin.port() + "/v1/"));

                assertThat(client.get(targets, "/models?a=%20b").body()).isEqualTo("ok");
                assertThat(heads.poll())
                        .startsWith("GET /v1/models?a=%20b HTTP/1.1\r\n")
                        .containsIgnoringCase("\r\nhost: localhost:" + origin.port() + "\r\n");
            }
        }

        @Test
        void streamTheirBody() {
            var bodies = new LinkedBlockingQueue<String>();
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                bodies.add(new String(connection.readBytes(3), US_ASCII));
                bodies.add(new String(connection.readBytes(3), US_ASCII));
                connection.send(OK);
            })) {
                var call = client.open(to(origin), HttpMethod.POST, "/", ClientLoop.LIMITS);
                call.write("abc");
                assertThat(take(bodies)).isEqualTo("abc");
                call.write("def").end();

                assertThat(call.body()).isEqualTo("ok");
                assertThat(take(bodies)).isEqualTo("def");
            }
        }
    }

    @Nested
    class Pool {

        @Test
        void reusesAConnectionAfterACleanExchange() {
            try (var origin = answering(OK)) {
                var targets = to(origin);
                for (int i = 0; i < 20; i++) {
                    assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                }
                assertThat(origin.connections()).isEqualTo(1);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok",
                    "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison",
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200",
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
                })
        void neverReusesAConnectionThatMayBeDirty(String response) {
            try (var origin = answeringOnceEach(response)) {
                var targets = to(origin);

                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(2);
            }
        }

        @Test
        void dropsAnIdleConnectionOnWhichBytesCome() {
            var idle = new CompletableFuture<Boolean>();
            var dropped = new CompletableFuture<Boolean>();
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send(OK);
                if (number == 1) {
                    CallProbe.await(idle);
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison");
                }
                dropped.complete(connection.closesWithin(Duration.ofSeconds(5)));
            })) {
                var targets = to(origin);
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                idle.complete(true);

                assertThat(CallProbe.await(dropped)).isTrue();
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
            }
        }

        @Test
        void doesNotReuseAConnectionAnsweredBeforeTheRequestWasComplete() {
            try (var origin = answeringOnceEach(OK)) {
                var targets = to(origin);
                var early = client.open(targets, HttpMethod.POST, "/", ClientLoop.LIMITS)
                        .write("half");

                assertThat(early.body()).isEqualTo("ok");
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(2);
            }
        }

        @Test
        void closesConnectionsThatAreIdleTooLong() {
            var config = new UpstreamClientConfig(8, Duration.ofMillis(200));
            var closed = new CompletableFuture<Boolean>();
            try (var shortLived = new ClientLoop(new UpstreamClient(config));
                    var origin = RawOrigin.start((connection, number) -> {
                        connection.readHead();
                        connection.send(OK);
                        closed.complete(connection.closesWithin(Duration.ofSeconds(5)));
                    })) {
                assertThat(shortLived.get(to(origin), "/").body()).isEqualTo("ok");
                assertThat(CallProbe.await(closed)).isTrue();
            }
        }

        @Test
        void keepsNoMoreIdleConnectionsThanItMay() {
            var config = new UpstreamClientConfig(1, Duration.ofSeconds(30));
            var closed = new LinkedBlockingQueue<Boolean>();
            var go = new CompletableFuture<Boolean>();
            try (var small = new ClientLoop(new UpstreamClient(config));
                    var origin = RawOrigin.start((connection, number) -> {
                        connection.readHead();
                        CallProbe.await(go);
                        connection.send(OK);
                        closed.add(connection.closesWithin(Duration.ofSeconds(3)));
                    })) {
                var targets = to(origin);
                var first = small.get(targets, "/");
                var second = small.get(targets, "/");
                go.complete(true);

                assertThat(first.body()).isEqualTo("ok");
                assertThat(second.body()).isEqualTo("ok");
                assertThat(take(closed)).isTrue();
            }
        }
    }

    @Nested
    class Stale {

        private RawOrigin closingTheFirstConnectionOnItsSecondRequest(LinkedBlockingQueue<String> seen) {
            return RawOrigin.start((connection, number) -> {
                seen.add(connection.readHead());
                connection.send(OK);
                seen.add(connection.readHead());
                if (number > 1) {
                    connection.send(OK);
                }
            });
        }

        @Test
        void getIsRepeatedOnceOnAFreshConnection() {
            try (var origin = closingTheFirstConnectionOnItsSecondRequest(new LinkedBlockingQueue<>())) {
                var targets = to(origin);

                assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
                assertThat(client.get(targets, "/b").body()).isEqualTo("ok");
                assertThat(origin.connections()).isEqualTo(2);
            }
        }

        @Test
        void postIsNeverSentTwice() {
            var seen = new LinkedBlockingQueue<String>();
            try (var origin = closingTheFirstConnectionOnItsSecondRequest(seen)) {
                var targets = to(origin);
                assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
                var post = client.open(targets, HttpMethod.POST, "/b", ClientLoop.LIMITS)
                        .end();

                assertThat(post.failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
                assertThat(origin.connections()).isEqualTo(1);
                assertThat(seen).hasSize(2);
            }
        }

        @Test
        void aFreshConnectionThatClosesIsAFailure() {
            try (var origin = RawOrigin.start((connection, number) -> connection.readHead())) {
                assertThat(client.get(to(origin), "/").failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
                assertThat(origin.connections()).isEqualTo(1);
            }
        }
    }

    @Nested
    class Broken {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rubbish\r\n\r\n",
                    "HTTP/1.1 abc OK\r\n\r\n",
                    "HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n",
                    "HTTP/2.0 200 OK\r\ncontent-length: 0\r\n\r\n",
                    "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok!",
                    "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nok",
                    "HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\nok",
                    "HTTP/1.1 200 OK\r\ncontent-length: 2, 2\r\n\r\nok",
                    "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\nok",
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: identity\r\ncontent-length: 2\r\n\r\nok",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                    "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\nZZ\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nokXX0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFF\r\nok\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nx: a\nb: c\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nx: a\u0000b\r\ncontent-length: 0\r\n\r\n",
                    "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
                })
        void isTakenForMalformedAndTheNextCallIsClean(String response) {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send(number == 1 ? response : OK);
                connection.readToEnd();
            })) {
                var targets = to(origin);

                assertThat(client.get(targets, "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
            }
        }

        @Test
        void aHeadThatIsTooLargeIsMalformed() {
            try (var origin = answeringOnceEach("HTTP/1.1 200 OK\r\nx: " + "a".repeat(40_000) + "\r\n\r\n")) {
                assertThat(client.get(to(origin), "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
            }
        }

        @Test
        void tooManyHeadersAreMalformed() {
            try (var origin = answeringOnceEach("HTTP/1.1 200 OK\r\n" + "x: a\r\n".repeat(300) + "\r\n")) {
                assertThat(client.get(to(origin), "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf",
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n"
                })
        void aBodyCutShortIsToldFromACompleteOne(String response) {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send(response);
            })) {
                var call = client.get(to(origin), "/");

                assertThat(call.failure()).isInstanceOf(UpstreamFailure.ClosedMidBody.class);
                assertThat(call.parts).containsExactly("half");
            }
        }

        @Test
        void aHeadCutShortMayHaveBeenActedOn() {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\ncontent-le");
            })) {
                assertThat(client.get(to(origin), "/").failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
            }
        }
    }

    @Nested
    class Replicas {

        @Test
        void anotherIsTriedWhenOneRefuses() {
            try (var origin = answering(OK)) {
                var targets = TargetGroup.fixed(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), origin.uri());
                for (int i = 0; i < 10; i++) {
                    assertThat(client.get(targets, "/").body()).isEqualTo("ok");
                }
            }
        }

        @Test
        void allRefusing() {
            var targets = TargetGroup.fixed(
                    URI.create("http://127.0.0.1:" + RawOrigin.closedPort()),
                    URI.create("http://127.0.0.1:" + RawOrigin.closedPort()));

            assertThat(client.get(targets, "/").failure()).isInstanceOf(UpstreamFailure.Refused.class);
        }

        @Test
        void noneAtAll() {
            assertThat(client.get(new TargetGroup(List.of()), "/").failure())
                    .isInstanceOf(UpstreamFailure.NoTarget.class);
        }

        @Test
        void anUploadWaitsForTheReplicaThatAccepts() {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.readBytes(6);
                connection.send(OK);
                connection.readHead();
                connection.readBytes(6);
                connection.send(OK);
                connection.readToEnd();
            })) {
                var targets = TargetGroup.fixed(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), origin.uri());
                for (int i = 0; i < 2; i++) {
                    var call = client.open(targets, HttpMethod.POST, "/", ClientLoop.LIMITS);
                    assertThat(call.write("abc").write("def").end().body()).isEqualTo("ok");
                }
            }
        }

        @Test
        void countNothingInFlightAfterAnyEnd() {
            try (var good = answering(OK);
                    var bad = answeringOnceEach("rubbish\r\n\r\n")) {
                var targets = to(good, bad);
                for (int i = 0; i < 10; i++) {
                    CallProbe.await(client.get(targets, "/").end);
                }
                assertThat(client.run(() -> targets.targets().stream()
                                .mapToInt(Target::inFlight)
                                .sum()))
                        .isZero();
            }
        }
    }

    @Nested
    class Limits {

        private static final Duration LONG = Duration.ofSeconds(8);
        private static final Duration SHORT = Duration.ofMillis(200);

        @Test
        void onTheTimeToTheHead() {
            try (var origin = answeringOnceEach("")) {
                var call = client.open(to(origin), HttpMethod.GET, "/", new CallLimits(LONG, SHORT, LONG, LONG))
                        .end();

                assertThat(call.failure()).isEqualTo(new UpstreamFailure.TimedOut(UpstreamFailure.Limit.HEAD));
            }
        }

        @Test
        void onSilenceWithinABody() {
            try (var origin = answeringOnceEach("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf")) {
                var call = client.open(to(origin), HttpMethod.GET, "/", new CallLimits(LONG, LONG, SHORT, LONG))
                        .end();

                assertThat(call.failure()).isEqualTo(new UpstreamFailure.TimedOut(UpstreamFailure.Limit.IDLE));
            }
        }

        @Test
        void onTheWholeCall() {
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                while (!connection.closesWithin(Duration.ofMillis(50))) {
                    connection.sendChunk("drip");
                }
            })) {
                var limits = new CallLimits(LONG, LONG, LONG, Duration.ofMillis(500));
                var call = client.open(to(origin), HttpMethod.GET, "/", limits).end();

                assertThat(call.failure()).isEqualTo(new UpstreamFailure.TimedOut(UpstreamFailure.Limit.TOTAL));
            }
        }

        @Test
        void onATlsHandshakeThatNeverEnds() {
            try (var origin = RawOrigin.start((connection, number) -> connection.readToEnd())) {
                var targets = TargetGroup.fixed(URI.create("https://127.0.0.1:" + origin.port()));
                var call = client.open(targets, HttpMethod.GET, "/", new CallLimits(SHORT, LONG, LONG, LONG))
                        .end();

                assertThat(call.failure()).isInstanceOf(UpstreamFailure.ConnectTimeout.class);
            }
        }

        @Test
        void doNotCountWhileTheCallerHoldsTheResponseBack() throws Exception {
            var limits = new CallLimits(LONG, LONG, SHORT, LONG);
            var proceed = new CompletableFuture<Boolean>();
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nhalf");
                CallProbe.await(proceed);
                connection.send("half");
                connection.readToEnd();
            })) {
                var call = client.open(to(origin), HttpMethod.GET, "/", limits).end();
                assertThat(call.nextPart()).isEqualTo("half");
                client.run(() -> {
                    call.call.setAutoRead(false);
                    return true;
                });
                assertThat(call.end.isDone()).isFalse();
                assertThat(waits(call, Duration.ofMillis(600))).isTrue();
                proceed.complete(true);
                client.run(() -> {
                    call.call.setAutoRead(true);
                    return true;
                });
                assertThat(call.body()).isEqualTo("half");
            }
        }

        private static boolean waits(CallProbe call, Duration time) throws Exception {
            try {
                call.end.get(time.toMillis(), TimeUnit.MILLISECONDS);
                return false;
            } catch (TimeoutException e) {
                return true;
            }
        }
    }

    @Nested
    class Cancel {

        private final CompletableFuture<Long> closedAt = new CompletableFuture<>();

        private RawOrigin watchingForTheClose(String response) {
            return RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send(response);
                if (connection.closesWithin(Duration.ofSeconds(5))) {
                    closedAt.complete(System.nanoTime());
                }
            });
        }

        private long millisFromCancelToClose(CallProbe call) {
            long cancelledAt = System.nanoTime();
            client.run(() -> {
                call.call.cancel();
                return true;
            });
            return Duration.ofNanos(CallProbe.await(closedAt) - cancelledAt).toMillis();
        }

        @Test
        void closesTheConnectionAtOnceInMidStream() {
            try (var origin =
                    watchingForTheClose("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n")) {
                var call = client.get(to(origin), "/");
                assertThat(call.nextPart()).isEqualTo("first");

                assertThat(millisFromCancelToClose(call)).isLessThan(100);
                assertThat(call.end).isNotDone();
            }
        }

        @Test
        void closesTheConnectionAtOnceBeforeTheHead() {
            try (var origin = watchingForTheClose("HTTP/1.1 100 Continue\r\n\r\n")) {
                var call = client.get(to(origin), "/");
                client.run(() -> true);

                assertThat(millisFromCancelToClose(call)).isLessThan(1000);
                assertThat(call.end).isNotDone();
            }
        }
    }

    @Nested
    class BackPressure {

        private static final int BIG = 50_000_000;

        @Test
        void stopsABigResponseBody() throws Exception {
            var sent = new AtomicLong();
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + BIG + "\r\n\r\n");
                for (int i = 0; i < BIG / 10_000; i++) {
                    connection.send(new byte[10_000]);
                    sent.addAndGet(10_000);
                }
                connection.readToEnd();
            })) {
                var call = client.open(to(origin), HttpMethod.GET, "/", ClientLoop.LIMITS);
                client.run(() -> {
                    call.call.setAutoRead(false);
                    return true;
                });
                call.end();
                settle(sent);
                assertThat(sent.get()).isLessThan(20_000_000);
                assertThat(call.received.get()).isLessThan(2_000_000);

                client.run(() -> {
                    call.call.setAutoRead(true);
                    return true;
                });
                assertThat(CallProbe.await(call.end)).isNull();
                assertThat(call.received.get()).isEqualTo(BIG);
            }
        }

        @Test
        void tellsTheCallerToStopABigRequestBody() {
            var readAll = new CompletableFuture<Boolean>();
            try (var origin = RawOrigin.start((connection, number) -> {
                connection.readHead();
                CallProbe.await(readAll);
                connection.readBytes(10_000);
            })) {
                var call = client.open(to(origin), HttpMethod.POST, "/", ClientLoop.LIMITS);
                var chunk = "x".repeat(64 * 1024);
                int written = 0;
                while (written < 1000 && client.run(() -> call.call.isWritable())) {
                    call.write(chunk);
                    written++;
                }
                assertThat(written).isLessThan(1000);
                readAll.complete(true);
            }
        }

        /** Waits until the count has stood still for half a second. */
        private static void settle(AtomicLong count) throws InterruptedException {
            long before = -1;
            while (before != count.get()) {
                before = count.get();
                new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
            }
        }
    }
}
