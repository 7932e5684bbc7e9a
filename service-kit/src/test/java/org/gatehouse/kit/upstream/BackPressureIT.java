package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackPressureIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    private static final int BIG = 50_000_000;

    @Test
    void stopsABigResponseBody() {
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
            Origins.untilStill(sent);
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
}
