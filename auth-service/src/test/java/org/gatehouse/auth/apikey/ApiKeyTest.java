package org.gatehouse.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private final ApiKey key = ApiKey.generate(new RandomSource(new SecureRandom()));

    @RepeatedTest(20)
    void readsBackWhatItWrote() {
        var text = key.text().reveal();

        assertThat(text).matches("sk-gh-[0-9A-Za-z]{61}");
        assertThat(ApiKey.parse(Secret.of(text))).contains(key);
    }

    @Test
    void knowsAKeyByItsChecksum() {
        var body = "sk-gh-" + "0".repeat(12) + "A".repeat(43);

        assertThat(new ApiKey("0".repeat(12), Secret.of("A".repeat(43))).text().reveal())
                .isEqualTo(body + "3U6XoV");
    }

    @Test
    void refusesEveryChangeOfOneCharacter() {
        var text = key.text().reveal();
        for (int i = 0; i < text.length(); i++) {
            var changed = new StringBuilder(text);
            changed.setCharAt(i, text.charAt(i) == 'x' ? 'y' : 'x');
            assertThat(ApiKey.parse(Secret.of(changed.toString()))).isEmpty();
        }
    }

    @Test
    void refusesOtherLengthsAndAlphabets() {
        var text = key.text().reveal();

        assertThat(ApiKey.parse(Secret.of(""))).isEmpty();
        assertThat(ApiKey.parse(Secret.of(text + "0"))).isEmpty();
        assertThat(ApiKey.parse(Secret.of(text.substring(1)))).isEmpty();
        assertThat(ApiKey.parse(Secret.of(" " + text))).isEmpty();
        assertThat(ApiKey.parse(Secret.of(text.replaceFirst(".$", "-")))).isEmpty();
    }
}
