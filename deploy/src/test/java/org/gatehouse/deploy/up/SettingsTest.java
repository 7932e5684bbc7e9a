package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    @Test
    void readsAValueFromAFile(@TempDir Path folder) throws IOException, CannotStart {
        var file = Files.writeString(folder.resolve("secret"), "hidden\n");
        var settings = new Settings(Map.of("X_FILE", file.toString()));

        assertThat(settings.value("X")).contains("hidden");
        assertThat(settings.has("X")).isTrue();
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        var settings = new Settings(Map.of("X_FILE", "/nowhere"));

        assertThatThrownBy(() -> settings.value("X"))
                .hasMessageContaining("X_FILE")
                .hasMessageContaining("/nowhere");
    }

    @Test
    void takesABlankValueForAnAbsentOne() throws CannotStart {
        var settings = new Settings(Map.of("X", " "));

        assertThat(settings.has("X")).isFalse();
        assertThat(settings.port("X", 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80", "999999"})
    void refusesWhatIsNoPort(String text) {
        var settings = new Settings(Map.of("X", text));

        assertThatThrownBy(() -> settings.port("X", 7)).hasMessageContaining("X must be a port");
    }
}
