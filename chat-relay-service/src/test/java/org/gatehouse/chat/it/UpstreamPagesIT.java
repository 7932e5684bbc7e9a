package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of each page on an upstream are ones that a relay starts with; they are all in one here. */
class UpstreamPagesIT {

    private static final Path PAGES = Path.of("../docs/upstreams");
    private static final String FENCE = "```yaml\n";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:?}");
    private static final Pattern LINK = Pattern.compile("\\| \\[[^]]+]\\(([a-z-]+)\\.md\\)");
    private static final String PREFIX = "gatehouse.upstreams.";

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(pages().flatMap(page -> settings(page).entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

    static Stream<String> pages() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in the environment of an operator is a word here. */
    private static Map<String, Object> settings(String page) {
        String text = read(page);
        int from = text.indexOf(FENCE) + FENCE.length();
        String yaml = VARIABLE.matcher(text.substring(from, text.indexOf("```", from)))
                .replaceAll("sk-of-the-page");
        try {
            var read = new YamlPropertySourceLoader()
                    .read(page, new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
            return new TreeMap<>(read);
        } catch (IOException e) {
            throw new UncheckedIOException(page, e);
        }
    }

    private static List<String> upstreams(String page) {
        return settings(page).keySet().stream()
                .map(key -> key.substring(PREFIX.length()))
                .map(key -> key.substring(0, key.indexOf('.')))
                .distinct()
                .toList();
    }

    private static String read(String page) {
        try {
            return Files.readString(PAGES.resolve(page + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isOneThatARelayStartsWith(String page) {
        assertThat(settings(page).keySet())
                .allMatch(key -> key.matches(
                        "gatehouse\\.upstreams\\.[a-z-]+\\.(kind|base-url|api-key|responses|models)(\\[\\d+])?"));
        assertThat(upstreams(page)).isNotEmpty().allMatch(relay::hasUpstream);
    }

    @Test
    void isListedOnThePageOfThePages() {
        var listed = LINK.matcher(read("README"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).containsExactlyElementsOf(pages().toList());
    }
}
