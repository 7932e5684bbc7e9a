package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.answering;
import static org.gatehouse.kit.upstream.Origins.answeringOnceEach;
import static org.gatehouse.kit.upstream.Origins.take;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionPoolIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

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
        var config = new UpstreamClientConfig(8, Duration.ofMillis(200), Duration.ofSeconds(5), 100);
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
        var config = new UpstreamClientConfig(1, Duration.ofSeconds(30), Duration.ofSeconds(5), 100);
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
