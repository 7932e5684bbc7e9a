package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** {@code ./gatehouse backup}: one file with all databases and secrets of a home, also while the suite runs. */
final class BackupCommand {
    static final String ABOUT = "gatehouse-backup.properties";
    static final String FORMAT = "1";

    private static final String USAGE = "usage: ./gatehouse backup FILE, where - is the standard output";

    private final Settings settings;
    private final Path folder;
    private final PrintStream told;

    private BackupCommand(Settings settings, Path folder, PrintStream told) {
        this.settings = settings;
        this.folder = folder;
        this.told = told;
    }

    public static void main(String[] arguments) {
        PrintStream told = System.err;
        var settings = new Settings(System.getenv());
        try {
            if (arguments.length != 1) {
                throw new CannotStart(new Failure.Other(USAGE));
            }
            new BackupCommand(settings, Home.folder(settings), told).run(arguments[0]);
        } catch (CannotStart e) {
            told.println("gatehouse: " + e.failure().message());
            System.exit(1);
        } catch (IOException | SQLException e) {
            told.println("gatehouse: there is no backup: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(String target) throws CannotStart, IOException, SQLException {
        if (!Files.isDirectory(folder.resolve("secrets"))) {
            throw new CannotStart(new Failure.Other("there is nothing to back up in " + folder));
        }
        if (target.equals("-")) {
            write(System.out);
            return;
        }
        var file = Path.of(target).toAbsolutePath();
        if (Files.exists(file)) {
            throw new CannotStart(new Failure.Other(file + " is there already"));
        }
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.getParent(), ".gatehouse-backup", "", owner);
        try (var out = Files.newOutputStream(draft)) {
            write(out);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        told.println("Everything of " + folder + " is in " + file + ": keep it as safe as the secrets in it");
    }

    private void write(OutputStream out) throws CannotStart, IOException, SQLException {
        try (var archive = new BackupArchive(out)) {
            archive.text(
                    ABOUT,
                    "format=%s%npostgresql=%s%nmade=%s%n"
                            .formatted(FORMAT, Postgres.MAJOR, Clock.systemUTC().instant()));
            var port = RunningDatabase.port(folder);
            if (port.isPresent()) {
                var password = Secrets.read(folder.resolve("secrets").resolve(Stack.SUPERUSER_PASSWORD));
                new DatabaseCopy(archive, folder.resolve("postgres")).ofARunningServer(port.getAsInt(), password);
                tellOfKeycloak();
            } else {
                whileNothingRuns(archive);
            }
            tellOfWhatIsElsewhere();
            // After the data: a master key that was made meanwhile is among them.
            archive.tree(
                    "secrets",
                    folder.resolve("secrets"),
                    file -> file.toString().startsWith(".new"));
        }
    }

    private void whileNothingRuns(BackupArchive archive) throws CannotStart, IOException {
        var home = Home.open(folder);
        try {
            if (Files.isDirectory(home.data())) {
                new DatabaseCopy(archive, home.data()).ofAStoppedServer();
            }
            var keycloak = folder.resolve(KeycloakProcess.NAME).resolve("data");
            if (Files.isDirectory(keycloak)) {
                archive.tree(KeycloakProcess.NAME + "/data", keycloak, file -> file.startsWith("tmp"));
            }
        } finally {
            home.release();
        }
    }

    private void tellOfKeycloak() {
        if (Files.isDirectory(folder.resolve(KeycloakProcess.NAME))) {
            told.println("Keycloak's data are left out, for its database cannot be copied while it runs:"
                    + " stop the suite, and make the backup then, to have them too");
        }
    }

    private void tellOfWhatIsElsewhere() {
        for (var service : Service.withDatabase()) {
            for (var name : List.of(service.setting("DB_URL"), service.setting("MASTER_KEYS"))) {
                if (settings.has(name)) {
                    told.println(name + " is set: what it names is not in this backup");
                }
            }
        }
    }
}
