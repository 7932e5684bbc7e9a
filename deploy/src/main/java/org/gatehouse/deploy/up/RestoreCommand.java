package org.gatehouse.deploy.up;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** {@code ./gatehouse restore}: puts a backup into a home that has no data, whole or not at all. */
final class RestoreCommand {
    private static final String USAGE = "usage: ./gatehouse restore FILE, where - is the standard input";
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Home home;
    private final Path draft;

    private RestoreCommand(Home home) {
        this.home = home;
        this.draft = home.folder().resolve("restoring");
    }

    public static void main(String[] arguments) {
        PrintStream told = System.err;
        try {
            if (arguments.length != 1) {
                throw new CannotStart(new Failure.Other(USAGE));
            }
            var home = Home.open(Home.folder(new Settings(System.getenv())));
            try (var in = arguments[0].equals("-") ? System.in : Files.newInputStream(Path.of(arguments[0]))) {
                new RestoreCommand(home).run(in);
            } finally {
                home.release();
            }
            told.println("Restored into " + home.folder() + "; start with ./gatehouse up");
        } catch (CannotStart e) {
            told.println("gatehouse: " + e.failure().message());
            System.exit(1);
        } catch (IOException e) {
            told.println("gatehouse: nothing was restored: " + e);
            System.exit(1);
        }
    }

    private void run(InputStream backup) throws CannotStart, IOException {
        refuseOverData();
        ObsoleteFolder.delete(draft);
        try {
            unpack(backup);
            // The secrets first: whatever ends this now, no data stand without the keys that open them.
            Files.delete(home.secrets());
            Files.move(draft.resolve("secrets"), home.secrets());
            for (var part : new String[] {KeycloakProcess.NAME, "postgres"}) {
                if (Files.exists(draft.resolve(part))) {
                    Files.move(draft.resolve(part), home.folder().resolve(part));
                }
            }
        } finally {
            ObsoleteFolder.delete(draft);
        }
    }

    private void refuseOverData() throws CannotStart, IOException {
        try (var secrets = Files.list(home.secrets())) {
            boolean empty = secrets.findAny().isEmpty()
                    && !Files.exists(home.data())
                    && !Files.exists(home.folder().resolve(KeycloakProcess.NAME));
            if (!empty) {
                throw new CannotStart(new Failure.Other(home.folder()
                        + " has data already; choose an empty folder with GATEHOUSE_HOME, or move that one away"));
            }
        }
    }

    private void unpack(InputStream backup) throws CannotStart, IOException {
        try (var gzip = new GZIPInputStream(new BufferedInputStream(backup));
                var tar = new TarArchiveInputStream(gzip, StandardCharsets.UTF_8.name())) {
            checkAbout(tar, tar.getNextEntry());
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry);
            }
            // To the checksum at its end.
            gzip.transferTo(OutputStream.nullOutputStream());
        }
        if (!Files.isDirectory(draft.resolve("secrets"))) {
            throw new IOException("the backup holds no secrets");
        }
    }

    private static void checkAbout(TarArchiveInputStream tar, TarArchiveEntry first) throws CannotStart, IOException {
        if (first == null || !first.getName().equals(BackupCommand.ABOUT)) {
            throw new IOException("this is no backup that ./gatehouse backup has made");
        }
        var about = new Properties();
        about.load(tar);
        if (!BackupCommand.FORMAT.equals(about.getProperty("format"))
                || !Postgres.MAJOR.equals(about.getProperty("postgresql"))) {
            throw new CannotStart(
                    new Failure.Other("this backup is of format %s and PostgreSQL %s, and here are %s and %s"
                            .formatted(
                                    about.getProperty("format"),
                                    about.getProperty("postgresql"),
                                    BackupCommand.FORMAT,
                                    Postgres.MAJOR)));
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        var target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft) || !(entry.isDirectory() || entry.isFile())) {
            throw new IOException("an entry has no place in a backup: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, FOLDER);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(tar, target);
        Files.setPosixFilePermissions(target, FILE);
    }
}
