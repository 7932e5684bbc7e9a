package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL server on its data folder; listens on the loopback address only. */
final class Postgres {
    static final String MAJOR = "18";
    static final String SUPERUSER = "postgres";

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

    void start(int port) throws CannotStart {
        try {
            dropStaleLock();
            var options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=64MB -c port="
                    + port;
            if (run("pg_ctl", "start", "-w", "-t", "60", "-D", data.toString(), "-l", log.toString(), "-o", options)
                    != 0) {
                throw new CannotStart(new Failure.DatabaseRefused(data, log, LogTail.of(log)));
            }
        } catch (IOException e) {
            throw new CannotStart(new Failure.DataUnusable(data, e.toString()));
        }
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

    /** A number in the lock file that meanwhile belongs to another program would keep PostgreSQL from starting. */
    private void dropStaleLock() throws IOException {
        if (!Files.exists(lockFile())) {
            return;
        }
        var first =
                Files.readAllLines(lockFile()).stream().findFirst().orElse("").strip();
        var holder =
                first.matches("[0-9]{1,9}") ? ProcessHandle.of(Long.parseLong(first)) : Optional.<ProcessHandle>empty();
        var ours =
                holder.flatMap(process -> process.info().commandLine()).filter(line -> line.contains(data.toString()));
        if (ours.isPresent()) {
            run(stopCommand());
        } else {
            Files.delete(lockFile());
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
