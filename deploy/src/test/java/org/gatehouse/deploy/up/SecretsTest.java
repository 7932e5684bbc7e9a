package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void makesASecretOnceAndKeepsItForTheOwnerOnly() throws CannotStart, IOException {
        var secrets = new Secrets(folder, new SecureRandom());

        var file = secrets.token("A");
        var first = Secrets.read(file);

        assertThat(Secrets.read(secrets.token("A"))).isEqualTo(first).hasSize(43);
        assertThat(Secrets.read(secrets.token("B"))).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void makesMasterKeysOf256BitsWithAnId() throws CannotStart {
        var text = Secrets.read(new Secrets(folder, new SecureRandom()).masterKeys("K"));

        assertThat(text).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(text.substring(3))).hasSize(32);
    }

    @Test
    void makesPasswordsWithoutLettersThatLookAlike() throws CannotStart {
        assertThat(Secrets.read(new Secrets(folder, new SecureRandom()).password("P")))
                .matches("[a-km-zA-HJ-NP-Z2-9]{24}");
    }

    @Test
    void aMasterKeyThatIsMissingBesideDataIsNotMadeAnew() throws CannotStart {
        var home = Home.open(folder);
        var secrets = new Secrets(home.secrets(), new SecureRandom());
        var elsewhere = new Settings(Map.of());
        MasterKeys.keep(elsewhere, secrets, home, null);
        secrets.token("GATEHOUSE_AUTH_CLIENT_SECRET");
        assertThat(home.secrets().resolve("GATEHOUSE_AUTH_MASTER_KEYS").toFile().delete())
                .isTrue();

        assertThatThrownBy(() -> MasterKeys.keep(elsewhere, secrets, home, null))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("GATEHOUSE_AUTH_MASTER_KEYS is missing though there are data");
        assertThat(secrets.holds("GATEHOUSE_AUTH_MASTER_KEYS")).isFalse();
        MasterKeys.keep(new Settings(Map.of("GATEHOUSE_AUTH_MASTER_KEYS", "k1:given")), secrets, home, null);
    }
}
