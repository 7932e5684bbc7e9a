package org.gatehouse.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtraConfigTest {

    @TempDir
    Path folder;

    @Test
    void readsNestedYaml() throws IOException {
        var yaml = """
                gatehouse:
                  upstreams:
                    local:
                      kind: openai
                      models: [a, b]
                """;

        assertThat(ExtraConfig.read(Map.of("GATEHOUSE_CONFIG", file(yaml))))
                .containsEntry("gatehouse.upstreams.local.kind", "openai")
                .containsEntry("gatehouse.upstreams.local.models", List.of("a", "b"));
    }

    @Test
    void isOptional() {
        assertThat(ExtraConfig.read(Map.of())).isEmpty();
        assertThat(ExtraConfig.read(Map.of("GATEHOUSE_CONFIG", " "))).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ExtraConfig.read(Map.of("GATEHOUSE_CONFIG", "/nowhere.yml")))
                .isInstanceOf(SettingException.class)
                .hasMessage("GATEHOUSE_CONFIG names a file that cannot be read: /nowhere.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "\tx", "a: !!java.net.URL [\"http://127.0.0.1:9\"]"})
    void refusesWhatIsNoYaml(String yaml) throws IOException {
        var file = file(yaml);

        assertThatThrownBy(() -> ExtraConfig.read(Map.of("GATEHOUSE_CONFIG", file)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("GATEHOUSE_CONFIG names a file that is no valid YAML");
    }

    @Test
    void tellsTheLineThatIsNoYaml() throws IOException {
        var file = file("gatehouse:\n  routes:\n    a: b: c\n");

        assertThatThrownBy(() -> ExtraConfig.read(Map.of("GATEHOUSE_CONFIG", file)))
                .hasMessageStartingWith("GATEHOUSE_CONFIG names a file that is no valid YAML: " + file + ":3: ")
                .hasMessageContaining("mapping values are not allowed here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "just a word", "- a\n- b"})
    void refusesAFileWithoutSettings(String yaml) throws IOException {
        var file = file(yaml);

        assertThatThrownBy(() -> ExtraConfig.read(Map.of("GATEHOUSE_CONFIG", file)))
                .isInstanceOf(SettingException.class)
                .hasMessage("GATEHOUSE_CONFIG names a file without settings: " + file);
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("extra.yml"), yaml).toString();
    }
}
