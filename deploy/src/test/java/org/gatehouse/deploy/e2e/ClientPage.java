package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A page of {@code docs/clients}, whose settings are those of a running suite once its placeholders are filled in. */
record ClientPage(String text) {
    private static final String EXPORT = "export ";
    private static final String FENCE = "```";

    static ClientPage of(String name, URI address, String key, String model) {
        try {
            var page = Files.readString(Path.of("..", "docs", "clients", name + ".md"));
            return new ClientPage(page.replace("http://localhost:8080", address.toString())
                    .replace("$KEY", key)
                    .replace("gpt-5", model)
                    .replace("claude-sonnet-4-5", model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first block in a language. */
    String block(String language) {
        var start = FENCE + language + "\n";
        int at = text.indexOf(start);
        if (at < 0) {
            throw new AssertionError("no block of " + language + " in\n" + text);
        }
        return text.substring(at + start.length(), text.indexOf(FENCE, at + start.length()));
    }

    /** The variables that its shell lines export. */
    Map<String, String> exports() {
        var variables = new TreeMap<String, String>();
        block("sh").lines().filter(line -> line.startsWith(EXPORT)).forEach(line -> {
            int equals = line.indexOf('=');
            variables.put(line.substring(EXPORT.length(), equals), line.substring(equals + 1));
        });
        return variables;
    }
}
