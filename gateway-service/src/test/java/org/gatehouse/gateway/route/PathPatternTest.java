package org.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//a",
                "/a//b",
                "/a/",
                "/./a",
                "/a/..",
                "/**/a",
                "/a/{}",
                "/a/{I d}",
                "/a/x{id}",
                "/a b",
                "/a%2f"
            })
    void refusesWhatIsNoPath(String text) {
        assertThat(PathPattern.parse(text)).isEmpty();
    }

    @Test
    void isLiteralWithoutParameters() {
        assertThat(PathPattern.parse("/").orElseThrow().literal()).contains("/");
        assertThat(PathPattern.parse("/v1/models").orElseThrow().literal()).contains("/v1/models");
        assertThat(PathPattern.parse("/v1/models/**").orElseThrow().literal()).isEmpty();
        assertThat(PathPattern.parse("/keys/{id}").orElseThrow().literal()).isEmpty();
    }
}
