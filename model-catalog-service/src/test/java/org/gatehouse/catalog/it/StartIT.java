package org.gatehouse.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "GATEHOUSE_UPSTREAM_URL, canary-value, GATEHOUSE_UPSTREAM_URL",
        "GATEHOUSE_UPSTREAM_URL, file:///canary-value, GATEHOUSE_UPSTREAM_URL",
        "GATEHOUSE_CATALOG_REFRESH_INTERVAL, 0s, GATEHOUSE_CATALOG_REFRESH_INTERVAL",
        "GATEHOUSE_CATALOG_REFRESH_INTERVAL, canary-value, GATEHOUSE_CATALOG_REFRESH_INTERVAL",
        "GATEHOUSE_UPSTREAMS_ONE_KIND, canary-value, gatehouse.upstreams.one.kind",
        "GATEHOUSE_CATALOG_PORT, 70000, port"
    })
    void refusesToStartOnABadSettingAndNamesIt(String variable, String value, String named)
            throws IOException, InterruptedException {
        var builder = service();
        builder.environment().put(variable, value);

        assertRefused(builder, named);
    }

    @Test
    void refusesToStartWithoutADatabaseAndNamesTheVariable() throws IOException, InterruptedException {
        var builder = service();
        builder.environment().remove("GATEHOUSE_CATALOG_DB_URL");

        assertRefused(builder, "GATEHOUSE_CATALOG_DB_URL");
    }

    private static ProcessBuilder service() {
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("GATEHOUSE_CATALOG_PORT", "0");
        environment.put("GATEHOUSE_CATALOG_MANAGEMENT_PORT", "0");
        environment.put("GATEHOUSE_CATALOG_CLIENT_SECRET", "a-client-secret-for-tests-of-32-chars");
        environment.putAll(DATABASE.environment("CATALOG"));
        return builder;
    }

    private void assertRefused(ProcessBuilder builder, String named) throws IOException, InterruptedException {
        var log = folder.resolve("log").toFile();
        var process = builder.redirectOutput(log).start();
        var ended = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        var output = Files.readString(log.toPath());

        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(output).contains(named);
    }

    private static List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "org.gatehouse.catalog.Application");
    }
}
