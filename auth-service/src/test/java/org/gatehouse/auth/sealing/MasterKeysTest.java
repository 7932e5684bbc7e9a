package org.gatehouse.auth.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final byte[] PLAIN = "plain".getBytes(StandardCharsets.UTF_8);

    private final String first = key();
    private final String second = key();

    @Test
    void opensWhatItSealedInTheSameContextOnly() {
        var keys = keys("a:" + first);
        var sealed = keys.seal(PLAIN, "here");

        assertThat(keys.open(sealed, "here")).isEqualTo(PLAIN);
        assertThatThrownBy(() -> keys.open(sealed, "there")).isInstanceOf(SettingException.class);
    }

    @Test
    void refusesEveryFlippedByte() {
        var keys = keys("a:" + first);
        var sealed = keys.seal(PLAIN, "here");
        for (int i = 0; i < sealed.bytes().length; i++) {
            var broken = sealed.bytes().clone();
            broken[i] ^= 1;
            assertThatThrownBy(() -> keys.open(new Sealed("a", broken), "here")).isInstanceOf(SettingException.class);
        }
    }

    @Test
    void sealsWithTheFirstAndStillOpensWithTheOthers() {
        var old = keys("a:" + first).seal(PLAIN, "here");
        var rotated = keys("b:" + second + ", a:" + first);

        assertThat(rotated.currentId()).isEqualTo("b");
        assertThat(rotated.open(old, "here")).isEqualTo(PLAIN);
        assertThat(rotated.seal(PLAIN, "here").masterKeyId()).isEqualTo("b");
    }

    @Test
    void namesTheKeyThatIsMissing() {
        var old = keys("a:" + first).seal(PLAIN, "here");

        assertThatThrownBy(() -> keys("b:" + second).open(old, "here"))
                .hasMessageContaining("GATEHOUSE_AUTH_MASTER_KEYS")
                .hasMessageContaining(" a ");
    }

    @Test
    void saysThatAKeyIsAnotherOne() {
        var old = keys("a:" + first).seal(PLAIN, "here");

        assertThatThrownBy(() -> keys("a:" + second).open(old, "here"))
                .hasMessage("GATEHOUSE_AUTH_MASTER_KEYS does not open what is stored:"
                        + " its key a is not the one that sealed it; put that back");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a:",
                "a:c2hvcnQ=",
                ":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            })
    void refusesASettingThatIsShortTrivialOrMalformedWithoutRepeatingIt(String setting) {
        assertThatThrownBy(() -> keys(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("AAEC")
                .hasMessageNotContaining("c2hv");
    }

    private static MasterKeys keys(String setting) {
        return new MasterKeys(Secret.of(setting));
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(new RandomSource(new SecureRandom()).bytes(32));
    }
}
