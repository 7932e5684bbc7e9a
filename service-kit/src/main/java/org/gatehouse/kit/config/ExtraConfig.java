package org.gatehouse.kit.config;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The YAML file that {@code GATEHOUSE_CONFIG} names, for what does not fit into single variables, such as upstreams. */
final class ExtraConfig {

    private static final String SETTING = "GATEHOUSE_CONFIG";

    private ExtraConfig() {}

    static Map<String, Object> read(Map<String, String> environment) {
        var file = environment.get(SETTING);
        if (file == null || file.isBlank()) {
            return Map.of();
        }
        try (var in = Files.newInputStream(Path.of(file))) {
            var settings = new YamlPropertySourceLoader().read(file, in);
            if (settings.isEmpty()) {
                throw new SettingException(SETTING, "names a file without settings: " + file);
            }
            return settings;
        } catch (IOException | InvalidPathException e) {
            throw new SettingException(SETTING, "names a file that cannot be read: " + file, e);
        } catch (MarkedYAMLException e) {
            var line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            throw new SettingException(
                    SETTING, "names a file that is no valid YAML: " + file + line + ": " + e.getProblem(), e);
        } catch (YAMLException | ClassCastException e) {
            throw new SettingException(SETTING, "names a file that is no valid YAML: " + file, e);
        }
    }
}
