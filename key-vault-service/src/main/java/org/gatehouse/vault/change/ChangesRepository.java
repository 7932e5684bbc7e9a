package org.gatehouse.vault.change;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.gatehouse.kit.sql.DirectConnections;
import org.postgresql.PGConnection;

/** Listens on the channel that the trigger notifies, over a connection that is not the pool's. */
@Singleton
final class ChangesRepository {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DirectConnections connections;

    ChangesRepository(DirectConnections connections) {
        this.connections = connections;
    }

    /**
     * Hands over the owner of each changed secret for as long as it may go on and the connection holds.
     *
     * @param listening called once nothing is missed any more
     */
    void listen(Runnable listening, Consumer<String> changed, BooleanSupplier goOn) throws SQLException {
        try (var connection = connections.open("key-vault-service changes");
                var statement = connection.createStatement()) {
            statement.execute("listen gatehouse_secret");
            var postgres = connection.unwrap(PGConnection.class);
            listening.run();
            while (goOn.getAsBoolean()) {
                for (var notification : postgres.getNotifications((int) PAUSE.toMillis())) {
                    changed.accept(notification.getParameter());
                }
                // A peer that is gone without a word is noticed by asking only.
                statement.execute("select 1");
            }
        }
    }
}
