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
        SERVICES.forEach(AotIT::forget);
        assertThat(Launcher.train()).contains("5 services learnt");

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
        return caches(service).getFirst();
    }

    private static void forget(String service) {
        try {
            for (var cache : caches(service)) {
                Files.delete(cache);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> caches(String service) {
        var folder = ROOT.resolve(service).resolve("target/aot");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
