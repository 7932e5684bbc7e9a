package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL server on its data folder; listens on the loopback address only. */
final class Postgres {
    static final String MAJOR = "18";
    static final String SUPERUSER = "postgres";

    private static final Duration PACE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Of the lock file: what the server is doing. */
    private static final int STATUS_LINE = 8;

    private final Path programs;
    private final Path data;
    private final Path log;
    private final List<String> prefix;

    private Postgres(Path programs, Path data, Path log, List<String> prefix) {
        this.programs = programs;
        this.data = data;
        this.log = log;
        this.prefix = prefix;
    }

    static Postgres in(Home home) throws CannotStart {
        checkMajor(home.data());
        var programs = PostgresBinaries.in(home.folder());
        return new Postgres(programs, home.data(), home.log("postgresql"), prefix());
    }

    boolean initialised() {
        return Files.exists(data);
    }

    /** Makes the data folder; nothing is left of it when this is interrupted. */
    void initialise(Path passwordFile) throws CannotStart {
        var draft = data.resolveSibling("postgres.new");
        try {
            ObsoleteFolder.delete(draft);
            int code = run(
                    "initdb",
                    "--pgdata=" + draft,
                    "--username=" + SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8");
            if (code != 0) {
                throw new CannotStart(new Failure.DatabaseRefused(data, log, LogTail.of(log)));
            }
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart(new Failure.DataUnusable(data, e.toString()));
        }
    }

    /** Starts the server; it is not ready yet. */
    PostgresProcess start(int port) throws CannotStart {
        try {
            dropStaleLock();
            var server =
                    new ArrayList<>(command("postgres", "-D", data.toString(), "-c", "listen_addresses=127.0.0.1"));
            for (var option : List.of("unix_socket_directories=", "shared_buffers=64MB", "port=" + port)) {
                server.addAll(List.of("-c", option));
            }
            return PostgresProcess.start(server, log);
        } catch (IOException e) {
            throw new CannotStart(new Failure.DataUnusable(data, e.toString()));
        }
    }

    /** Waits until the server takes connections. */
    void awaitReady(PostgresProcess server) throws CannotStart, IOException, InterruptedException {
        while (!isReady()) {
            if (server.endsWithin(PACE)) {
                throw new CannotStart(new Failure.DatabaseRefused(data, log, LogTail.of(log)));
            }
            if (server.age().compareTo(PATIENCE) > 0) {
                throw new CannotStart(server.tooSlow());
            }
        }
    }

    /** As the server itself writes it into its lock file; what a dead one has left there counts for nothing. */
    private boolean isReady() throws IOException {
        var lines = lockLines();
        return lines.size() >= STATUS_LINE
                && lines.get(STATUS_LINE - 1).strip().equals("ready")
                && holder(lines).filter(this::isOurs).isPresent();
    }

    /** Stops the server if one runs on the data folder, also one that a killed launcher has left. */
    void stop() throws IOException {
        if (Files.exists(lockFile())) {
            run(stopCommand());
        }
    }

    List<String> stopCommand() {
        return command("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", data.toString());
    }

    /**
     * A number in the lock file that meanwhile belongs to another program would keep PostgreSQL from starting. One that
     * nobody has is left to it: it finds out whether the dead server's processes still work on the data.
     */
    private void dropStaleLock() throws IOException {
        var holder = holder(lockLines());
        if (holder.filter(this::isOurs).isPresent()) {
            run(stopCommand());
        } else if (holder.isPresent()) {
            Files.delete(lockFile());
        }
    }

    private static Optional<ProcessHandle> holder(List<String> lock) {
        var first = lock.isEmpty() ? "" : lock.getFirst().strip();
        return first.matches("[0-9]{1,9}") ? ProcessHandle.of(Long.parseLong(first)) : Optional.empty();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(data.toString()))
                .isPresent();
    }

    private List<String> lockLines() throws IOException {
        try {
            return Files.readAllLines(lockFile());
        } catch (NoSuchFileException notThere) {
            return List.of();
        }
    }

    private Path lockFile() {
        return data.resolve("postmaster.pid");
    }

    private static void checkMajor(Path data) throws CannotStart {
        if (!Files.exists(data)) {
            return;
        }
        var version = data.resolve("PG_VERSION");
        if (!Files.isRegularFile(version)) {
            throw new CannotStart(new Failure.DataUnusable(
                    data, "it holds no PG_VERSION, so it is no PostgreSQL data folder; restore it or move it away"));
        }
        var found = Secrets.read(version);
        if (!found.equals(MAJOR)) {
            throw new CannotStart(new Failure.DataOfAnotherMajor(data, found, MAJOR));
        }
    }

    /** PostgreSQL refuses root; in a user namespace of its own it is root no more and still owns its files. */
    private static List<String> prefix() throws CannotStart {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        try {
            if (waitFor(new ProcessBuilder("unshare", "-U", "true").start()) == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            throw new CannotStart(new Failure.RootNeedsNamespaces());
        }
        throw new CannotStart(new Failure.RootNeedsNamespaces());
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private int run(String program, String... arguments) throws IOException {
        return run(command(program, arguments));
    }

    private int run(List<String> command) throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        return waitFor(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start());
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
