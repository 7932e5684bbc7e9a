package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the JVMs have learnt in one training run is used by the starts after it, and never keeps one from starting. */
final class AotIT {
    private static final List<String> SERVICES = List.of(
            "auth-service", "key-vault-service", "model-catalog-service", "chat-relay-service", "gateway-service");

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theServicesStartWithWhatTheyHaveLearntAndWithoutWhenItIsDamaged() throws IOException {
        assertThat(Launcher.train()).contains("5 services learnt");
        assertThat(cacheOf("chat-relay-service")).isNotNull();

        try (var suite = Suite.start("learnt", Map.of("GATEHOUSE_RESTART", "false"))) {
            assertThat(suite.launcher().descendants().stream()
                            .flatMap(process ->
                                    Stream.of(process.info().arguments().orElse(new String[0])))
                            .filter(argument -> argument.startsWith("-XX:AOTCache="))
                            .map(argument -> Path.of(argument.substring("-XX:AOTCache=".length()))))
                    .containsExactlyInAnyOrderElementsOf(
                            SERVICES.stream().map(AotIT::cacheOf).toList());
            new Client(suite.address()).newKey();
        }
        assertThat(Launcher.train()).as("learnt already").isEmpty();

        var damaged = cacheOf("chat-relay-service");
        Files.writeString(damaged, "no cache at all");
        try (var suite = Suite.start("damaged", Map.of("GATEHOUSE_RESTART", "false"))) {
            new Client(suite.address()).newKey();
        } finally {
            Files.delete(damaged);
        }
    }

    private static Path cacheOf(String service) {
        try (var files = Files.list(ROOT.resolve(service).resolve("target/aot"))) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
