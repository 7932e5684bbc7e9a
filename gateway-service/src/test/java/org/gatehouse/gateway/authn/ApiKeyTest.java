package org.gatehouse.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.gateway.fixture.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @Test
    void acceptsAKeyWhoseChecksumIsRight() {
        for (int i = 0; i < 1000; i++) {
            assertThat(ApiKey.parse(TestKeys.fresh())).isPresent();
        }
    }

    @Test
    void refusesAnyOneCharacterChanged() {
        var key = TestKeys.fresh();
        for (int i = 0; i < key.length(); i++) {
            var other = key.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(ApiKey.parse(key.substring(0, i) + other + key.substring(i + 1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-gh-", "sk-gh", "sk-proj-abc", "sk-gh-\u00e9\u00e9"})
    void refusesOtherShapes(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
        assertThat(ApiKey.parse(TestKeys.fresh() + text + "a")).isEmpty();
    }

    @Test
    void hidesItsText() {
        var key = TestKeys.fresh();
        var parsed = ApiKey.parse(key).orElseThrow();
        assertThat(parsed + " " + parsed.digest()).doesNotContain(key.substring(18, 40));
    }

    @Test
    void isRememberedByADigestThatDependsOnAllOfIt() {
        var key = ApiKey.parse(TestKeys.fresh()).orElseThrow();
        assertThat(key.digest()).isEqualTo(KeyDigest.of(key.reveal()));
        assertThat(key.digest())
                .isNotEqualTo(ApiKey.parse(TestKeys.fresh()).orElseThrow().digest());
    }
}
