package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.upstream.UpstreamStats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that leaves stops the upstream: the times are measured where the upstream sees it. */
class CancelIT {

    private static final String SLOW = "mock:chunks=500,gap=20";
    private static final long LIMIT_MICROS = Duration.ofSeconds(1).toNanos() / 1_000;

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @RegisterExtension
    final UsageLines lines = new UsageLines();

    @BeforeEach
    void forget() {
        relay.upstream().reset();
    }

    static Stream<Way> ways() {
        return Way.all("mock/large", "claude", "answering");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stopsTheUpstreamAndTellsWhatWasSeen(Way way) throws InterruptedException {
        try (RawConnection connection = relay.send(way.surface().path(), way.body(SLOW))) {
            if (way.stream()) {
                connection.readHead();
                connection.readBytes(2_000);
            } else {
                relay.upstream().awaitOpen();
            }
            assertStoppedAfter(connection);
        }
        Map<String, Object> line = lines.next();

        assertThat(line).containsEntry("outcome", "client_gone").containsEntry("model", way.model());
        if (way.stream()) {
            assertThat((Long) Objects.requireNonNull(line.get("tokens_in"))).isPositive();
            assertThat((Long) Objects.requireNonNull(line.get("tokens_out"))).isBetween(1L, 100L);
        } else {
            assertThat(line).containsEntry("tokens_out", 0L);
        }
    }

    @Test
    void stopsAStreamBeforeItsFirstEvent() {
        RawConnection connection =
                relay.send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:break=silent-first"));
        relay.upstream().awaitOpen();

        assertStoppedAfter(connection);
    }

    @Test
    void stopsWhenTheClientResets() {
        RawConnection connection =
                relay.send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:chunks=500,gap=20"));
        connection.readHead();
        connection.readBytes(1_000);
        long leftAt = micros();
        connection.reset();

        assertThat(stoppedAt() - leftAt).isBetween(0L, LIMIT_MICROS);
    }

    @Test
    void leavesNothingOpenAfterAHundredClientsLeft() {
        for (int i = 0; i < 100; i++) {
            RawConnection connection =
                    relay.send(RelayRig.CHAT, RelayRig.body("mock/large", i % 3 != 0, "mock:chunks=500,gap=20"));
            if (i % 3 == 1) {
                connection.readHead();
            }
            connection.close();
        }
        UpstreamStats stats = relay.upstream().stats();
        for (int i = 0; i < 200 && stats.open() > 0; i++) {
            LockSupport.parkNanos(10_000_000);
            stats = relay.upstream().stats();
        }

        assertThat(stats.open()).isZero();
    }

    private static void assertStoppedAfter(RawConnection connection) {
        long leftAt = micros();
        connection.close();

        assertThat(stoppedAt() - leftAt).isBetween(0L, LIMIT_MICROS);
    }

    private static long stoppedAt() {
        UpstreamStats stats = relay.upstream().awaitLeft();
        assertThat(stats.left()).isEqualTo(1);
        assertThat(stats.open()).isZero();
        return stats.leftAtMicros().getFirst();
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
    }
}
