package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./gatehouse vault}: the vault's own command line, with the settings of the stack that runs in the home folder. */
final class VaultCommand {
    private final Settings settings;
    private final Path root;
    private final Path folder;

    private VaultCommand(Settings settings, Path root, Path folder) {
        this.settings = settings;
        this.root = root;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream complaints = System.err;
        var settings = new Settings(System.getenv());
        var root = Path.of(settings.text("GATEHOUSE_ROOT").orElse(""))
                .toAbsolutePath()
                .normalize();
        try {
            var command = new VaultCommand(settings, root, Home.folder(settings));
            System.exit(command.run(List.of(arguments)));
        } catch (CannotStart e) {
            complaints.println("gatehouse: " + e.failure().message());
        } catch (IOException e) {
            complaints.println("gatehouse: the command could not be run: " + e.getMessage());
        }
        System.exit(1);
    }

    private int run(List<String> arguments) throws CannotStart, IOException, InterruptedException {
        var builder = new ProcessBuilder(command(ServiceJar.of(Service.VAULT, root), arguments)).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder.start().waitFor();
    }

    private Map<String, String> environment() throws CannotStart, IOException {
        var plan = Plan.configured(settings);
        var secrets = new Secrets(folder.resolve("secrets"), new SecureRandom());
        int port = settings.has(Service.VAULT.setting("DB_URL")) ? 0 : databasePort();
        return new ServiceEnvironment(settings, secrets, plan).of(plan.first(Service.VAULT), port);
    }

    private int databasePort() throws CannotStart, IOException {
        return RunningDatabase.port(folder).orElseThrow(() -> new CannotStart(new Failure.NothingRuns(folder)));
    }

    private static List<String> command(ServiceJar jar, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", jar.classPath(), Service.VAULT.mainClass()));
        command.addAll(arguments.isEmpty() ? List.of("help") : arguments);
        return command;
    }
}
