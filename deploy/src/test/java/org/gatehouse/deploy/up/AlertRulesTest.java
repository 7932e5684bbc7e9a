package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules that ship ask for nothing that no service counts. */
final class AlertRulesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ASKED = Pattern.compile("\\b(?:gatehouse|gen_ai)_[a-z0-9_]+");
    private static final Pattern METER = Pattern.compile(
            "\\b(?:Gauge|Timer|Counter|FunctionCounter|DistributionSummary)\\s*\\.builder\\(\\s*([A-Za-z0-9_.\"]+)"
                    + "|\\bregistry\\.counter\\(\\s*([A-Za-z0-9_.\"]+)|\\btimer\\(\\s*([A-Za-z0-9_.\"]+)");
    private static final Pattern SUFFIX = Pattern.compile("_(?:seconds_(?:count|sum|bucket|max)|total)$");

    @Test
    void askForMetersThatAServiceRegisters() throws IOException {
        var rules = Files.readString(ROOT.resolve("deploy/prometheus/gatehouse.rules.yml"));
        var asked = ASKED.matcher(rules)
                .results()
                .map(match -> SUFFIX.matcher(match.group()).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(registered()).containsAll(asked);
    }

    private static Set<String> registered() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.find(ROOT, 20, (file, attributes) -> isSource(file))) {
            for (var file : files.toList()) {
                names.addAll(metersOf(Files.readString(file)));
            }
        }
        return names;
    }

    private static Set<String> metersOf(String source) {
        var names = new TreeSet<String>();
        METER.matcher(source).results().forEach(match -> {
            for (int group = 1; group <= match.groupCount(); group++) {
                if (match.group(group) != null) {
                    names.add(literal(match.group(group), source).replace('.', '_'));
                }
            }
        });
        return names;
    }

    /** A name that stands there, or that of a constant of the same file. */
    private static String literal(String name, String source) {
        if (name.startsWith("\"")) {
            return name.replace("\"", "");
        }
        var constant = Pattern.compile("\\bString " + Pattern.quote(name) + " = \"([^\"]+)\"")
                .matcher(source);
        return constant.find() ? constant.group(1) : name;
    }

    private static boolean isSource(Path file) {
        var path = ROOT.relativize(file).toString();
        return path.contains("src/main/java") && path.endsWith(".java");
    }
}
