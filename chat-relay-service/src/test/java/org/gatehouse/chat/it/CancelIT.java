package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.upstream.UpstreamStats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that leaves stops the upstream: the times are measured where the upstream sees it. */
class CancelIT {

    private static final long LIMIT_MICROS = Duration.ofMillis(100).toNanos() / 1_000;

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @BeforeEach
    void forget() {
        relay.upstream().reset();
    }

    @Test
    void stopsAStreamInTheMiddle() {
        RawConnection connection =
                relay.send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:chunks=500,gap=20"));
        connection.readHead();
        connection.readBytes(2_000);

        assertStoppedAfter(connection);
    }

    @Test
    void stopsAStreamBeforeItsFirstEvent() {
        RawConnection connection =
                relay.send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:break=silent-first"));
        awaitOpen();

        assertStoppedAfter(connection);
    }

    @Test
    void stopsAUnaryCallThatWaits() {
        RawConnection connection = relay.send(RelayRig.CHAT, RelayRig.body("mock/large", false, "mock:latency=20000"));
        awaitOpen();

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

    private static void awaitOpen() {
        for (int i = 0; i < 500 && relay.upstream().stats().open() == 0; i++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static long stoppedAt() {
        for (int i = 0; i < 500; i++) {
            UpstreamStats stats = relay.upstream().stats();
            if (stats.left() > 0) {
                assertThat(stats.open()).isZero();
                return stats.leftAtMicros().getFirst();
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("the upstream was not stopped");
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
    }
}
