package org.gatehouse.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void printsAsStarsAlsoInsideARecord() {
        record Holder(Secret secret) {}

        assertThat(new Holder(Secret.of("canary")).toString())
                .doesNotContain("canary")
                .contains("***");
    }

    @Test
    void comparesByValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
        assertThat(Digest.of(Secret.of("a")).matches(Digest.of(Secret.of("a")))).isTrue();
        assertThat(Digest.of(Secret.of("a")).matches(Digest.of(Secret.of("b")))).isFalse();
    }
}
