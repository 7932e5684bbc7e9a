package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages lead to what is there: the map names files, packages and classes that exist, and no link goes astray. */
final class DocumentedPlacesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MAP = ROOT.resolve("docs/architecture.md");
    private static final Path GLOSSARY = ROOT.resolve("docs/glossary.md");

    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CLASS = Pattern.compile("((?:[a-z]+/)*)([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+");
    private static final Pattern BASE = Pattern.compile("^In `([^`]+)`:$");
    private static final Pattern PACKAGE = Pattern.compile("^\\| `([a-z/]+)` \\|.*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]+)]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

    @Test
    void everyPackageOfTheProductSaysInASentenceWhatItIsFor() {
        assertThat(sources())
                .filteredOn(file ->
                        file.endsWith("package-info.java") && file.toString().contains("/src/main/"))
                .isNotEmpty()
                .allMatch(file -> read(file).contains("/**"), "begins with a sentence");
    }

    @Test
    void everyClassOnTheMapAndInTheGlossaryIsOneThatExists() {
        var sources = sources();
        var wrong = new ArrayList<String>();
        for (var page : List.of(MAP, GLOSSARY)) {
            for (var code : code(page)) {
                var named = CLASS.matcher(code);
                if (named.matches()) {
                    var found = sources.stream()
                            .filter(file -> file.toString().endsWith('/' + named.group(1) + named.group(2) + ".java"))
                            .toList();
                    var member = named.group(3);
                    if (found.size() != 1) {
                        wrong.add(code + " is " + found.size() + " classes");
                    } else if (member != null && !hasWord(found.getFirst(), member)) {
                        wrong.add(code + " is no member");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPathOnTheMapExists() {
        var paths = code(MAP).stream()
                .filter(code -> PATH.matcher(code).matches())
                .filter(code -> !CLASS.matcher(code).matches())
                .filter(code -> !packages().contains(code))
                .toList();

        assertThat(paths).hasSizeGreaterThan(5).allMatch(path -> Files.exists(ROOT.resolve(path)));
    }

    @Test
    void theMapHasEveryPackageOfEachServiceAndOfTheKit() {
        var drawn = drawn();

        assertThat(drawn).hasSize(6);
        drawn.forEach((base, packages) -> assertThat(packages).as(base).isEqualTo(packagesBelow(ROOT.resolve(base))));
    }

    @Test
    void theGlossaryHasTwentyFiveWordsEachOnce() {
        var words = read(GLOSSARY)
                .lines()
                .filter(line -> line.startsWith("| **"))
                .map(line -> line.replaceFirst("^\\| \\*\\*(.+?)\\*\\* .*$", "$1"))
                .toList();

        assertThat(words).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    @Test
    void everyLinkOfThePagesLeadsSomewhere() {
        var wrong = new ArrayList<String>();
        int followed = 0;
        for (var page : pages()) {
            for (var link : LINK.matcher(prose(page)).results().toList()) {
                var address = link.group(2);
                if (!address.matches("[a-z]+:.*")) {
                    followed++;
                    if (!leadsSomewhere(page, address) || link.group(1).equalsIgnoreCase("here")) {
                        wrong.add(ROOT.relativize(page) + ": " + link.group());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(followed).isGreaterThan(50);
    }

    private static boolean leadsSomewhere(Path page, String address) {
        int hash = address.indexOf('#');
        var file = hash < 0 ? address : address.substring(0, hash);
        var target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        return Files.exists(target)
                && (hash < 0 || (Files.isRegularFile(target) && anchors(target).contains(address.substring(hash + 1))));
    }

    /** As hosts of repositories make them of headings: small letters, hyphens for spaces, a number for one that comes again. */
    private static Set<String> anchors(Path page) {
        var anchors = new HashSet<String>();
        var times = new HashMap<String, Integer>();
        HEADING.matcher(FENCE.matcher(read(page)).replaceAll("")).results().forEach(heading -> {
            var text = LINK.matcher(heading.group(1)).replaceAll("$1").toLowerCase(Locale.ROOT);
            var anchor = text.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + '-' + before);
        });
        return anchors;
    }

    /** The packages that the map lists, by the folder that it says they are in. */
    private static Map<String, Set<String>> drawn() {
        var drawn = new HashMap<String, Set<String>>();
        Set<String> current = new TreeSet<>();
        for (var line : read(MAP).lines().toList()) {
            var base = BASE.matcher(line);
            var listed = PACKAGE.matcher(line);
            if (base.matches()) {
                current = drawn.computeIfAbsent(base.group(1), _ -> new TreeSet<>());
            } else if (listed.matches() && !drawn.isEmpty()) {
                current.add(listed.group(1));
            }
        }
        return drawn;
    }

    private static Set<String> packages() {
        var all = new TreeSet<String>();
        drawn().values().forEach(all::addAll);
        return all;
    }

    private static Set<String> packagesBelow(Path base) {
        var packages = new TreeSet<String>();
        for (var file : files(base, "package-info.java")) {
            packages.add(base.relativize(file.resolveSibling("")).toString());
        }
        packages.remove(""); // the root has the program's entry and nothing else
        return packages;
    }

    static List<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.flatMap(module ->
                            Stream.of("src/main/java", "src/test/java").map(module::resolve))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> files(folder, ".java").stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages at the root and below {@code docs}. */
    private static List<Path> pages() {
        var pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        try (Stream<Path> top = Files.list(ROOT)) {
            top.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    private static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> code(Path page) {
        return CODE.matcher(FENCE.matcher(read(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String prose(Path page) {
        return CODE.matcher(FENCE.matcher(read(page)).replaceAll("")).replaceAll("code");
    }

    private static boolean hasWord(Path file, String word) {
        return Arrays.asList(read(file).split("\\W+")).contains(word);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
