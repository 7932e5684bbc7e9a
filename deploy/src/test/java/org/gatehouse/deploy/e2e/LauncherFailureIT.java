package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps the suite from starting is named, the exit code tells, and nothing stays behind. */
final class LauncherFailureIT {
    private final Path home = Launcher.emptyHome("failure");
    private final Map<String, String> environment = Suite.freePorts();

    LauncherFailureIT() {
        environment.put("GATEHOUSE_HOME", home.toString());
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("GATEHOUSE_VAULT_PORT", Integer.toString(taken.getLocalPort()));

            assertThat(failure()).contains("port " + taken.getLocalPort() + " is taken", "GATEHOUSE_VAULT_PORT");
        }
    }

    @Test
    void namesTheSettingThatIsNoPort() {
        environment.put("GATEHOUSE_AUTH_PORT", "eighty");

        assertThat(failure()).contains("GATEHOUSE_AUTH_PORT must be a port");
    }

    @Test
    void namesAnOptionItDoesNotKnow() {
        assertThat(failure("--replica", "chat-relay=2")).contains("unknown option --replica");
        assertThat(failure("--replicas", "auth=2")).contains("not auth=2");
        assertThat(failure("--replicas", "chat-relay=0")).contains("not chat-relay=0");
    }

    @Test
    void namesTheDataFolderThatIsNone() throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/notes.txt"), "mine");

        assertThat(failure()).contains(home.resolve("postgres").toString(), "no PG_VERSION");
        assertThat(home.resolve("postgres/notes.txt")).hasContent("mine");
    }

    @Test
    void namesTheOtherMajorOfTheDataFolder() throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/PG_VERSION"), "17\n");

        assertThat(failure()).contains(home.resolve("postgres").toString(), "PostgreSQL 17", "PostgreSQL 18");
    }

    @Test
    void showsTheLogOfADatabaseThatDoesNotStart() throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/PG_VERSION"), "18\n");
        Files.createDirectories(home.resolve("secrets"));
        for (var secret :
                List.of("GATEHOUSE_POSTGRES_PASSWORD", "GATEHOUSE_AUTH_MASTER_KEYS", "GATEHOUSE_VAULT_MASTER_KEYS")) {
            Files.writeString(home.resolve("secrets").resolve(secret), "anything");
        }

        assertThat(failure())
                .contains(
                        home.resolve("postgres").toString(),
                        home.resolve("logs/postgresql.log").toString());
    }

    @Test
    void namesTheFolderOfSecretsThatIsMissingBesideTheData() throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/PG_VERSION"), "18\n");

        assertThat(failure())
                .contains(
                        "GATEHOUSE_AUTH_MASTER_KEYS is missing",
                        home.resolve("secrets/GATEHOUSE_AUTH_MASTER_KEYS").toString());
    }

    @Test
    void showsTheLastLinesOfAServiceThatDiesAtItsStart() {
        environment.put("GATEHOUSE_AUTH_MASTER_KEYS", "k1:nonsense");

        assertThat(failure())
                .contains(
                        "auth-service ended at its start",
                        home.resolve("logs/auth-service.log").toString());
    }

    private String failure(String... options) {
        try (var launcher = Launcher.start(environment, options)) {
            var output = launcher.awaitEnd();
            assertThat(launcher.exitCode()).as(output).isEqualTo(1);
            assertThat(ProcessHandle.allProcesses().filter(this::ofThisHome))
                    .as(output)
                    .isEmpty();
            return output;
        }
    }

    private boolean ofThisHome(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(home.toString()))
                .isPresent();
    }
}
