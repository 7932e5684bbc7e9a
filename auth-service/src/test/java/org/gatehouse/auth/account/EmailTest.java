package org.gatehouse.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @Test
    void isComparedTrimmedInLowerCaseAndOneUnicodeForm() {
        assertThat(Email.parse(" Jose\u0301@Example.ORG ")).isEqualTo(Email.parse("jos\u00e9@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@", "a@", "@b", "a b@c.d", "a@b@c", "a@b\nc", "a@b,c@d", "<a@b.c>"})
    void refusesWhatIsNoAddress(String text) {
        assertThat(Email.parse(text)).isEmpty();
    }

    @Test
    void refusesOneThatIsTooLong() {
        assertThat(Email.parse("a".repeat(64) + "@" + "b".repeat(191))).isEmpty();
    }
}
