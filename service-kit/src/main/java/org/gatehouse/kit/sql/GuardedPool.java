package org.gatehouse.kit.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The door to a connection pool. While the database is away, one caller at a time tries and all others are told at once:
 * they would wait in vain, and as long as somebody waits the pool tries ever more seldom, up to 5 s apart.
 */
final class GuardedPool implements DataSource {

    private static final long TRY_AGAIN_NANOS = Duration.ofMillis(250).toNanos();

    private final DataSource pool;
    private final AtomicLong nextTry = new AtomicLong();
    private volatile boolean away;

    GuardedPool(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away && !isOurTurn()) {
            throw new SQLTransientConnectionException("the database is away", "08001");
        }
        try {
            var connection = pool.getConnection();
            away = false;
            return connection;
        } catch (SQLException e) {
            noteAbsence(e);
            throw e;
        }
    }

    private void noteAbsence(SQLException failure) {
        if (DatabaseFailure.in(failure).filter(DatabaseFailure.AWAY::equals).isPresent()) {
            nextTry.set(System.nanoTime() + TRY_AGAIN_NANOS);
            away = true;
        }
    }

    /** Who takes the turn keeps it until it has failed, or longer than any try lasts. */
    private boolean isOurTurn() {
        long due = nextTry.get();
        long now = System.nanoTime();
        return now - due >= 0
                && nextTry.compareAndSet(due, now + Duration.ofSeconds(5).toNanos());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return pool.getConnection(username, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || pool.isWrapperFor(type);
    }
}
