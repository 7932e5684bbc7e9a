package org.gatehouse.testing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one test's own, that can be frozen, killed and started again at the same address with the same data. */
public final class StoppablePostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String USER = "postgres";

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final List<String> commandLine;
    private @Nullable Process startedAgain;

    private StoppablePostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.folder = Path.of(asSuperuser("show data_directory"));
        this.commandLine = commandLineOf(master());
    }

    public static StoppablePostgres start() {
        try {
            return new StoppablePostgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setRegisterShutdownHook(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    /** The default data source of a Micronaut context. */
    public Map<String, String> properties() {
        return Map.of(
                "datasources.default.url",
                postgres.getJdbcUrl(USER, USER),
                "datasources.default.username",
                USER,
                "datasources.default.password",
                "not-checked-on-loopback");
    }

    /** Nothing of it moves any more, though its sockets stay open and take connections. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Ends all of it at once, without a word to anybody. */
    public void kill() {
        signal("KILL");
    }

    /** Starts it on the data that {@link #kill} left, and waits until it takes connections. */
    public void startAgain() {
        try {
            startedAgain = new ProcessBuilder(commandLine)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isThere()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("PostgreSQL did not start again");
            }
            Thread.onSpinWait();
        }
    }

    /** Has writes refused, as on a standby, or takes that back; for connections from now on. */
    public void readOnly(boolean readOnly) {
        asSuperuser("alter database postgres set default_transaction_read_only = " + readOnly);
        asSuperuser(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = 'postgres'");
    }

    private boolean isThere() {
        try (var connection = postgres.getDatabase(USER, "template1").getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The first column of the first row, if there is one. */
    private String asSuperuser(String sql) {
        try (var connection = postgres.getDatabase(USER, "template1").getConnection();
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private ProcessHandle master() {
        try (var lines = Files.lines(folder.resolve("postmaster.pid"))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL does not run as root; in a name space of its own it is somebody else. */
    private static List<String> commandLineOf(ProcessHandle process) {
        var line = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(process.info().command().orElseThrow());
        line.addAll(List.of(process.info().arguments().orElseThrow()));
        return line;
    }

    private void signal(String name) {
        var master = master();
        var processes = Stream.concat(Stream.of(master), master.descendants()).toList();
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).redirectError(Redirect.DISCARD).start().waitFor();
            if (name.equals("KILL")) {
                processes.forEach(process -> process.onExit().join());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (startedAgain == null) {
            close(postgres);
        } else {
            kill();
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
