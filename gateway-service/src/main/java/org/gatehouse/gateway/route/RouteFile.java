package org.gatehouse.gateway.route;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The file of further settings ({@code GATEHOUSE_CONFIG}), which besides upstreams and the like may hold routes. */
record RouteFile(Path path) {

    sealed interface Content {

        /** @param lines where each key stands, from 1 */
        record Read(Map<String, Object> settings, Map<String, Integer> lines) implements Content {

            /** The line of a key, or of the nearest above it that is there. */
            Optional<Integer> lineOf(String key) {
                for (var at = key; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('.')))) {
                    var line = lines.get(at);
                    if (line != null && at.startsWith("gatehouse.routes.")) {
                        return Optional.of(line);
                    }
                }
                return Optional.empty();
            }
        }

        record Unreadable(String reason) implements Content {}
    }

    Content read() {
        try {
            var text = Files.readString(path);
            var lines = new HashMap<String, Integer>();
            find("", new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text)), lines);
            var settings = new YamlPropertySourceLoader()
                    .read(path.toString(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return new Content.Read(settings, lines);
        } catch (MarkedYAMLException e) {
            return new Content.Unreadable(path + ":" + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
        } catch (IOException | YAMLException | ClassCastException e) {
            return new Content.Unreadable(path + ": cannot be read as YAML: " + e.getMessage());
        }
    }

    private static void find(String prefix, Node node, Map<String, Integer> lines) {
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    var name = prefix.isEmpty() ? key.getValue() : prefix + "." + key.getValue();
                    lines.put(name, key.getStartMark().getLine() + 1);
                    find(name, entry.getValueNode(), lines);
                }
            }
        }
    }
}
