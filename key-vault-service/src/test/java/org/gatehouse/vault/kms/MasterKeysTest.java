package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.gatehouse.kit.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterKeysTest {

    private static final String ONE = "1:" + key(1);
    private static final String TWO = "2026-11:" + key(2);

    @Test
    void theFirstIsCurrentAndAllAreReadable() {
        var keys = MasterKeys.parse(TWO + "," + ONE);
        assertThat(keys.currentId()).isEqualTo("2026-11");
        assertThat(keys.find("2026-11")).contains(keys.current());
        assertThat(keys.find("1")).isPresent();
        assertThat(keys.find("3")).isEmpty();
    }

    @Test
    void textNamesTheIdsOnly() {
        assertThat(MasterKeys.parse(ONE + "," + TWO)).hasToString("master keys 1, 2026-11");
        assertThat(new LocalConfig(ONE, "")).asString().doesNotContain(key(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1:",
                ":AAAA",
                "1:c2hvcnQ=",
                "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "1:not base64 at all, really",
                "1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw==",
                "1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh",
                "1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=,",
                "1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=,1:IAIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
                "a b:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
            })
    void refusesWhatIsNotARandomKeyOf32BytesAndNamesTheVariable(String text) {
        assertThatThrownBy(() -> MasterKeys.parse(text))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("GATEHOUSE_VAULT_MASTER_KEYS is refused: ")
                .message()
                .doesNotContain("AQID", "AAAA", "c2hv");
    }

    private static String key(int seed) {
        var bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (seed * 31 + i);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
