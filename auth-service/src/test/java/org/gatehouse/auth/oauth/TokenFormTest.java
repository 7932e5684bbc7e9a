package org.gatehouse.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormTest {

    @Test
    void decodesNamesAndValues() {
        var form = TokenForm.parse("grant_type=password&username=a%40b.c&password=x+%26y&empty=")
                .orElseThrow();

        assertThat(form.get("username")).contains("a@b.c");
        assertThat(form.get("password")).contains("x &y");
        assertThat(form.get("empty")).isEmpty();
        assertThat(form.toString()).doesNotContain("x &y");
    }

    @Test
    void takesAnEmptyBody() {
        assertThat(TokenForm.parse("").orElseThrow().parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&a=", "a", "a=%zz", "a=%00", "a=%ff", "a=%ed%a0%80", "%00=a", "{\"a\":1}"})
    void refusesRepeatedAndMalformedParameters(String body) {
        assertThat(TokenForm.parse(body)).isEmpty();
    }
}
