package org.gatehouse.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingFilesTest {

    @TempDir
    Path folder;

    @Test
    void readsTheValueFromTheFile() throws IOException {
        assertThat(SettingFiles.read(Map.of("GATEHOUSE_AUTH_DB_PASSWORD_FILE", file("p w\n"))))
                .isEqualTo(Map.of("GATEHOUSE_AUTH_DB_PASSWORD", "p w"));
    }

    @Test
    void keepsWhatIsNotTheEndOfTheFile() throws IOException {
        assertThat(SettingFiles.read(Map.of("GATEHOUSE_X_FILE", file(" a\nb\r\n\n"))))
                .isEqualTo(Map.of("GATEHOUSE_X", " a\nb"));
    }

    @Test
    void leavesOtherProgramsVariablesAlone() {
        var others = Map.of("SSL_CERT_FILE", "/nowhere", "OTEL_CONFIG_FILE", "/nowhere", "GATEHOUSE_X", "1");

        assertThat(SettingFiles.read(others)).isEmpty();
    }

    @Test
    void readsTheCredentialForTheCollectorFromAFile() throws IOException {
        assertThat(SettingFiles.read(Map.of("OTEL_EXPORTER_OTLP_HEADERS_FILE", file("a=b"))))
                .isEqualTo(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "a=b"));
    }

    @Test
    void refusesAFileThatCannotBeRead() {
        for (var path : new String[] {folder.resolve("missing").toString(), folder.toString(), "\0"}) {
            assertThatThrownBy(() -> SettingFiles.read(Map.of("GATEHOUSE_X_FILE", path)))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("GATEHOUSE_X_FILE names a file that cannot be read");
        }
    }

    @Test
    void refusesToChooseBetweenTwoValues() throws IOException {
        var both = Map.of("GATEHOUSE_X_FILE", file("from the file"), "GATEHOUSE_X", "from the environment");

        assertThatThrownBy(() -> SettingFiles.read(both))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("GATEHOUSE_X_FILE")
                .hasMessageContaining("only one")
                .hasMessageNotContaining("from the");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content).toString();
    }
}
