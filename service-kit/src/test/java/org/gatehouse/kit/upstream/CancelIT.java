package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.to;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final CompletableFuture<Long> closedAt = new CompletableFuture<>();

    private RawOrigin watchingForTheClose(String response) {
        return RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(response);
            asked.complete(true);
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
        try (var origin = watchingForTheClose("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n")) {
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
            assertThat(CallProbe.await(asked)).isTrue();

            assertThat(millisFromCancelToClose(call)).isLessThan(1000);
            assertThat(call.end).isNotDone();
        }
    }
}
