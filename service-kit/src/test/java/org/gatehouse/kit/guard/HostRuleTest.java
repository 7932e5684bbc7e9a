package org.gatehouse.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is in the corpus of hostile requests; this is what is not. */
class HostRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b:80",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[2001:db8::1]:8080",
                "[::ffff:1.2.3.4]",
                "a_b-c."
            })
    void acceptsNamesAndAddresses(String host) {
        assertThat(HostRule.accepts(host)).isTrue();
    }

    @Test
    void comparesNamesWithoutPortAndCase() {
        var ours = List.of("api.example", "[::1]");

        assertThat(HostRule.isOneOf(ours, "API.example:8080")).isTrue();
        assertThat(HostRule.isOneOf(ours, "[::1]:8080")).isTrue();
        assertThat(HostRule.isOneOf(ours, "api.example.evil")).isFalse();
        assertThat(HostRule.isOneOf(ours, "evil")).isFalse();
    }
}
