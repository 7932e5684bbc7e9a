package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code .env.example} lists what is read, and nothing else. */
final class EnvExampleTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?:GATEHOUSE|OTEL)_[A-Z0-9_]+)");
    private static final Pattern DEFAULT =
            Pattern.compile("\\$\\{((?:GATEHOUSE|OTEL)_[A-Z0-9_]+):(?:`([^-`$}][^`}]*)`|([^-`$}:][^`}:]*))}");
    private static final Pattern LISTED =
            Pattern.compile("^#?((?:GATEHOUSE|KEYCLOAK|OTEL)_[A-Z0-9_]+)=", Pattern.MULTILINE);
    /** What the script, the launcher and compose read themselves. */
    private static final List<String> OUTSIDE_THE_SERVICES = List.of(
            "GATEHOUSE_AOT",
            "GATEHOUSE_HOME",
            "GATEHOUSE_JAVA_HOME",
            "GATEHOUSE_KEYCLOAK_PORT",
            "GATEHOUSE_POSTGRES_PORT",
            "GATEHOUSE_PUBLISHED_PORT",
            "GATEHOUSE_RESTART",
            "KEYCLOAK_PUBLISHED_PORT");
    /** Read by the kit's code before any configuration file. */
    private static final List<String> READ_BY_CODE = List.of("GATEHOUSE_CONFIG");

    @Test
    void listsEverySettingOfEveryServiceAndNoOther() {
        var read = new TreeSet<>(OUTSIDE_THE_SERVICES);
        read.addAll(READ_BY_CODE);
        Arrays.stream(Service.values())
                .map(service -> service.setting("JAVA_OPTIONS"))
                .forEach(read::add);
        configurations().forEach(file -> read.addAll(names(PLACEHOLDER, file)));
        read.remove("GATEHOUSE_SERVICE_NAME");

        assertThat(names(LISTED, ROOT.resolve("deploy/.env.example"))).isEqualTo(read);
    }

    @Test
    void showsTheDefaultsThatTheServicesHave() throws IOException {
        var example = Files.readString(ROOT.resolve("deploy/.env.example"));
        for (var file : configurations()) {
            for (var placeholder :
                    DEFAULT.matcher(Files.readString(file)).results().toList()) {
                var quoted = placeholder.group(2);
                var value = quoted == null ? placeholder.group(3) : quoted;
                assertThat(example).contains("#" + placeholder.group(1) + "=" + value + "\n");
            }
        }
    }

    private static List<Path> configurations() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/resources"))
                    .filter(Files::isDirectory)
                    .flatMap(EnvExampleTest::files)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(yml|properties|xml)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Pattern pattern, Path file) {
        try {
            var names = new TreeSet<String>();
            pattern.matcher(Files.readString(file)).results().forEach(match -> names.add(match.group(1)));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
