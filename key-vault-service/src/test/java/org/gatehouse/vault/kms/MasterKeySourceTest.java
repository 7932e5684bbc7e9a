package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeySourceTest {

    private static final String ONE = "one:MDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk8=";

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final Binding place = ProviderContract.place();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("keys"), ONE + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }

    @Test
    void twoProcessesGoOnWhileOneOfThemMakesANewKey() throws IOException {
        LocalKeys here = keys();
        LocalKeys there = keys();
        NewDataKey before = here.newDataKey(place);
        assertThat(here.rotate())
                .isInstanceOfSatisfying(
                        NewKey.Made.class,
                        made -> assertThat(made.name())
                                .isEqualTo(here.current())
                                .isEqualTo(there.current())
                                .isNotEqualTo(new KeyName("local", "one", 1)));
        assertThat(there.unwrap(before.wrapped(), place)).contains(before.key());
        NewDataKey after = here.newDataKey(place);
        assertThat(there.unwrap(after.wrapped(), place)).contains(after.key());
        assertThat(Files.readString(file)).startsWith("k").endsWith("," + ONE + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void findsAKeyThatCameAfterTheStartWhenAWrapAsksForIt() {
        LocalKeys there = keys();
        LocalKeys here = keys();
        here.rotate();
        NewDataKey made = here.newDataKey(place);
        assertThat(there.unwrap(made.wrapped(), place)).contains(made.key());
    }

    @Test
    void keepsItsKeysWhenTheFileIsSpoiledOrGone() throws IOException {
        LocalKeys keys = keys();
        KeyName name = keys.current();
        replace("changeme");
        assertThat(keys.current()).isEqualTo(name);
        Files.delete(file);
        assertThat(keys.current()).isEqualTo(name);
        Files.writeString(file, "two:UFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm8=," + ONE);
        assertThat(keys.current()).isEqualTo(new KeyName("local", "two", 1));
    }

    @Test
    void leavesAKeyThatCameFromTheEnvironmentToTheOperator() {
        var keys = new LocalKeys(MasterKeySource.of(new LocalConfig(ONE, "")), new SecureRandom());
        assertThat(keys.rotate())
                .isInstanceOfSatisfying(
                        NewKey.ByOperator.class,
                        instead -> assertThat(instead.what()).contains("GATEHOUSE_VAULT_MASTER_KEYS"));
    }

    private void replace(String text) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private LocalKeys keys() {
        return new LocalKeys(MasterKeySource.of(new LocalConfig(ONE, file.toString())), new SecureRandom());
    }
}
