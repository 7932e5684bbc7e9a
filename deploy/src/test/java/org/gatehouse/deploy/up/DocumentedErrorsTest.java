package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on errors has each kind that the code knows, with its status and the words of OpenAI's shape, and no other. */
final class DocumentedErrorsTest {
    private static final Path PAGE = Path.of("../docs/errors.md");

    private static final String TEXT = "\"([^\"]*)\"";

    /** Slug, status, OpenAI's type, OpenAI's code; a kind whose code is found out while it runs is another's variant. */
    private static final Pattern KIND = Pattern.compile("new ErrorKind\\(\\s*" + TEXT + ",\\s*(\\d+),\\s*" + TEXT
            + ",\\s*(\\w+|" + TEXT + "),\\s*(null|" + TEXT + ")\\)");

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| (\\d+) \\| `(\\w+)` \\| (?:`(\\w+)`|–) \\|", Pattern.MULTILINE);

    @Test
    void thePageListsEveryKindAndOnlyThose() {
        var documented = ROW.matcher(DocumentedPlacesTest.read(PAGE))
                .results()
                .map(row -> row.group(1) + ' ' + row.group(2) + ' ' + row.group(3) + ' ' + row.group(4))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(kinds());
    }

    private static Set<String> kinds() {
        return DocumentedPlacesTest.sources().stream()
                .filter(source -> source.toString().contains("/src/main/"))
                .flatMap(source ->
                        KIND.matcher(DocumentedPlacesTest.read(source)).results())
                .map(DocumentedErrorsTest::told)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String told(MatchResult kind) {
        String type = kind.group(5) != null ? kind.group(5) : meant(kind.group(4));
        return kind.group(1) + ' ' + kind.group(2) + ' ' + type + ' ' + kind.group(7);
    }

    private static String meant(String constant) {
        return switch (constant) {
            case "INVALID" -> "invalid_request_error";
            case "SERVER" -> "server_error";
            default -> throw new IllegalStateException("no such type of errors: " + constant);
        };
    }
}
