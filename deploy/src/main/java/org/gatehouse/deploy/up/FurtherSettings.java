package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The file of further settings ({@code GATEHOUSE_CONFIG}), of which the launcher reads no more than what it refers to. */
final class FurtherSettings {

    private static final String SETTING = "GATEHOUSE_CONFIG";
    private static final String UPSTREAMS = "upstreams:";

    private FurtherSettings() {}

    /** Which variables may reach a service for the file's sake; none without one, or when it cannot be read. */
    static AllowedSettings allowedBy(Settings settings) {
        var ofUpstreams = new HashSet<String>();
        var ofFile = new HashSet<String>();
        settings.text(SETTING).ifPresent(file -> read(Path.of(file), ofUpstreams, ofFile));
        return new AllowedSettings(ofUpstreams, ofFile);
    }

    private static void read(Path file, Set<String> ofUpstreams, Set<String> ofFile) {
        try {
            int upstreams = -1;
            for (var line : Files.readString(file).lines().toList()) {
                int indent = line.length() - line.stripLeading().length();
                if (line.isBlank()) {
                    continue;
                }
                if (upstreams >= 0 && indent <= upstreams) {
                    upstreams = -1;
                }
                if (line.strip().startsWith(UPSTREAMS)) {
                    upstreams = indent;
                }
                names(line, upstreams >= 0 ? ofUpstreams : ofFile);
            }
        } catch (IOException e) {
            // The services, which read it too, say so and name it.
            return;
        }
    }

    /** {@code ${NAME}} and {@code ${NAME:default}}. */
    private static void names(String line, Set<String> names) {
        for (int at = line.indexOf("${"); at >= 0; at = line.indexOf("${", at + 2)) {
            int end = at + 2;
            while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
                end++;
            }
            names.add(line.substring(at + 2, end));
        }
    }
}
