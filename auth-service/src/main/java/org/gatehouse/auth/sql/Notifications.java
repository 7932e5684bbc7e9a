package org.gatehouse.auth.sql;

import io.micronaut.context.annotation.Prototype;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kit.sql.DirectConnections;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a channel over a connection of its own and comes back when that breaks. What was notified is not told, only
 * that it is time to look: also after each connect and every few seconds, so a lost notification costs little.
 */
@Prototype
public final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);

    private final DirectConnections connections;
    private final CountDownLatch closed = new CountDownLatch(1);

    Notifications(DirectConnections connections) {
        this.connections = connections;
    }

    /** Calls {@code look} on a thread of its own until the application stops. */
    public void listen(String channel, Runnable look) {
        Thread.ofVirtual().name("listen-" + channel).start(() -> keepListening(channel, look));
    }

    private void keepListening(String channel, Runnable look) {
        do {
            try (var connection = connections.open("auth-service listener")) {
                listenOn(connection, channel, look);
            } catch (SQLException | SqlFailure e) {
                if (!isClosed()) {
                    LOG.warn("The connection that listens on {} is lost, trying again: {}", channel, e.toString());
                }
            }
        } while (!closedWithin(RECONNECT_AFTER));
    }

    private void listenOn(Connection connection, String channel, Runnable look) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + channel);
        }
        var postgres = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            look.run();
            postgres.getNotifications((int) LOOK_ANYWAY.toMillis());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private boolean closedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @PreDestroy
    void close() {
        closed.countDown();
    }
}
