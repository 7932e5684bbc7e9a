package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** In containers, too, a service is given the settings that it reads, by name, and no other's secret. */
final class ComposeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?:GATEHOUSE|OTEL)_[A-Z0-9_]+)");

    private final List<String> lines = lines("deploy/compose.yaml");

    @Test
    void namesEachSettingThatAServiceReads() {
        for (var service : Service.values()) {
            var named = new TreeSet<String>();
            environmentOf(service).forEach(name -> named.add(name.replaceAll("_FILE$", "")));
            var read = new TreeSet<String>();
            for (var file : List.of(
                    service.artifact() + "/src/main/resources/application.yml",
                    "service-kit/src/main/resources/gatehouse-defaults.properties",
                    "service-kit/src/main/resources/gatehouse-logback.xml")) {
                PLACEHOLDER
                        .matcher(String.join("\n", lines(file)))
                        .results()
                        .forEach(match -> read.add(match.group(1)));
            }
            read.remove("GATEHOUSE_SERVICE_NAME"); // the image says it
            read.removeIf(name -> name.endsWith("_FILE")); // a setting that is named like its own file

            assertThat(named).as(service.artifact()).containsAll(read);
        }
    }

    @Test
    void givesNoServiceWhatIsNotForIt() {
        var allowed = new AllowedSettings(Set.of(), Set.of());
        for (var service : Service.values()) {
            assertThat(environmentOf(service)).as(service.artifact()).allMatch(name -> allowed.reach(service, name));
        }
        assertThat(lines).noneMatch(line -> line.strip().startsWith("env_file"));
    }

    /** Its own names and those of the blocks that it joins. */
    private Set<String> environmentOf(Service service) {
        var blocks = new HashMap<String, Set<String>>();
        for (var block : List.of("addresses", "shared", "keycloak")) {
            blocks.put(block, keys(section("x-" + block + ": &" + block), 2));
        }
        var own = section("  " + service.artifact() + ":");
        int start = own.indexOf("    environment:");
        var names = new TreeSet<>(keys(own.subList(start + 1, own.size()), 6));
        for (var line : own) {
            if (line.strip().startsWith("<<:")) {
                blocks.forEach((block, keys) -> names.addAll(line.contains("*" + block) ? keys : Set.of()));
            }
        }
        return names;
    }

    /** The lines below one, as far as they are indented more. */
    private List<String> section(String head) {
        int start = lines.indexOf(head);
        assertThat(start).as(head).isNotNegative();
        int indent = indent(head);
        int end = start + 1;
        while (end < lines.size() && (lines.get(end).isBlank() || indent(lines.get(end)) > indent)) {
            end++;
        }
        return lines.subList(start + 1, end);
    }

    /** Of the first lines with this indent. */
    private static Set<String> keys(List<String> section, int indent) {
        var keys = new TreeSet<String>();
        for (var line : section) {
            if (indent(line) < indent && !line.isBlank()) {
                break;
            }
            var key = line.strip();
            if (indent(line) == indent && key.indexOf(':') > 0 && Character.isUpperCase(key.charAt(0))) {
                keys.add(key.substring(0, key.indexOf(':')));
            }
        }
        return keys;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readString(ROOT.resolve(file)).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
