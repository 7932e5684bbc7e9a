package org.gatehouse.kit.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a database could not do what was right to ask of it. Whatever is none of these is a fault of ours, such as a broken
 * constraint. The codes are those of https://www.postgresql.org/docs/current/errcodes-appendix.html.
 */
public enum DatabaseFailure {
    /** Not reachable, starting, stopping, or without a word for too long. */
    AWAY("away"),
    /** There, but with no connection, lock or memory for this request. */
    BUSY("busy"),
    /** There for readers only, as a standby is. */
    READ_ONLY("read-only"),
    /** Its disk is full or broken. */
    STORAGE("storage");

    private static final int MAX_EXCEPTIONS = 50;

    /** All that the pool says, with no state, of a connection that broke while it was in use; it often hides why. */
    private static final String BROKEN_IN_USE = "Connection is closed";

    private final String label;

    DatabaseFailure(String label) {
        this.label = label;
    }

    /** The word for it in metrics and logs. */
    public String label() {
        return label;
    }

    /** Whether the database still answers readers. */
    boolean concernsWritesOnly() {
        return this == READ_ONLY || this == STORAGE;
    }

    /** The failure that an exception tells of by its causes, by what it suppressed, or by what the driver added to it. */
    public static Optional<DatabaseFailure> in(@Nullable Throwable exception) {
        var open = new ArrayDeque<Throwable>();
        add(open, exception);
        for (int seen = 0; seen < MAX_EXCEPTIONS && !open.isEmpty(); seen++) {
            var next = open.remove();
            if (next instanceof SQLException sql) {
                var failure = of(sql);
                if (failure.isPresent()) {
                    return failure;
                }
                add(open, sql.getNextException());
            }
            add(open, next.getCause());
            open.addAll(Arrays.asList(next.getSuppressed()));
        }
        return Optional.empty();
    }

    private static void add(ArrayDeque<Throwable> open, @Nullable Throwable exception) {
        if (exception != null) {
            open.add(exception);
        }
    }

    private static Optional<DatabaseFailure> of(SQLException exception) {
        var byState = byState(Objects.requireNonNullElse(exception.getSQLState(), ""));
        return byState.isPresent() ? byState : byType(exception);
    }

    private static Optional<DatabaseFailure> byState(String state) {
        return switch (state) {
            case "25006" -> Optional.of(READ_ONLY);
            case "53100" -> Optional.of(STORAGE);
            case "40001", "40P01", "55P03", "57014" -> Optional.of(BUSY);
            default -> byClass(state);
        };
    }

    private static Optional<DatabaseFailure> byClass(String state) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Optional.of(AWAY);
        }
        if (state.startsWith("58")) {
            return Optional.of(STORAGE);
        }
        return state.startsWith("53") ? Optional.of(BUSY) : Optional.empty();
    }

    /** The pool's own exceptions: with a cause no connection could be made, without one all of them were in use. */
    private static Optional<DatabaseFailure> byType(SQLException exception) {
        return switch (exception) {
            case SQLTransientConnectionException busy when busy.getCause() == null -> Optional.of(BUSY);
            case SQLTransientConnectionException _, SQLNonTransientConnectionException _, SQLRecoverableException _ ->
                Optional.of(AWAY);
            case SQLException closed when BROKEN_IN_USE.equals(closed.getMessage()) -> Optional.of(AWAY);
            default -> Optional.empty();
        };
    }
}
