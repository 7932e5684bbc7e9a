package org.gatehouse.vault.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @ParameterizedTest
    @CsvSource({
        "GATEHOUSE_VAULT_MASTER_KEYS, ''",
        "GATEHOUSE_VAULT_MASTER_KEYS, 1:c2hvcnQ=",
        "GATEHOUSE_VAULT_MASTER_KEYS, changeme",
        "GATEHOUSE_VAULT_MASTER_KEYS, 1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "GATEHOUSE_VAULT_KMS, azure",
    })
    void isRefusedNamingTheSettingAndNotItsValue(String variable, String value) throws Exception {
        Exit exit = run(Map.of(variable, value));
        assertThat(exit.code()).as(exit.output()).isNotZero();
        assertThat(exit.output()).contains(variable).doesNotContain("c2hvcnQ", "AAAAAAAA");
    }

    @Test
    void isRefusedForAPortThatIsNoNumber() throws Exception {
        Exit exit = run(Map.of("GATEHOUSE_VAULT_PORT", "eighty"));
        assertThat(exit.code()).isNotZero();
        assertThat(exit.output()).contains("GATEHOUSE_VAULT_PORT").doesNotContain("eighty");
    }

    @Test
    void isRefusedWithoutADatabaseSetting() throws Exception {
        Exit exit = run(Map.of(), "GATEHOUSE_VAULT_DB_PASSWORD");
        assertThat(exit.code()).isNotZero();
        assertThat(exit.output()).contains("GATEHOUSE_VAULT_DB_PASSWORD");
    }

    private record Exit(int code, String output) {}

    private static Exit run(Map<String, String> settings, String... missing) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.gatehouse.vault.Application"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(DATABASE.environment("VAULT"));
        builder.environment()
                .putAll(Map.of(
                        "GATEHOUSE_VAULT_PORT",
                        "-1",
                        "GATEHOUSE_VAULT_MANAGEMENT_PORT",
                        "-1",
                        "GATEHOUSE_VAULT_CLIENT_SECRET",
                        "a-client-secret-for-tests-of-32-chars",
                        "GATEHOUSE_VAULT_MASTER_KEYS",
                        VaultReplica.MASTER_KEY));
        builder.environment().putAll(settings);
        builder.environment().keySet().removeAll(List.of(missing));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return new Exit(process.exitValue(), output);
    }
}
