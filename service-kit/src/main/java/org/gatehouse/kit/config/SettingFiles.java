package org.gatehouse.kit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings whose value is the content of a file, as containers hand over secrets: {@code X_FILE} stands for {@code X}. */
final class SettingFiles {

    private static final String PREFIX = "GATEHOUSE_";
    private static final String SUFFIX = "_FILE";
    /** The one setting of another's naming that may hold a credential. */
    private static final String OTLP_HEADERS = "OTEL_EXPORTER_OTLP_HEADERS_FILE";

    private SettingFiles() {}

    static Map<String, Object> read(Map<String, String> environment) {
        var values = new HashMap<String, Object>();
        environment.forEach((name, file) -> {
            if ((name.startsWith(PREFIX) && name.endsWith(SUFFIX)) || name.equals(OTLP_HEADERS)) {
                var setting = name.substring(0, name.length() - SUFFIX.length());
                if (environment.containsKey(setting)) {
                    throw new SettingException(name, "and " + setting + " are both set; only one may be");
                }
                values.put(setting, content(name, file));
            }
        });
        return values;
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new SettingException(name, "names a file that cannot be read: " + file);
        }
    }
}
