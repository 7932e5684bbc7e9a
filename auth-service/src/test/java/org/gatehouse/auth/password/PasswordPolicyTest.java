package org.gatehouse.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.auth.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password1",
                "12345678",
                "qwertyuiop",
                "letmein123",
                "P@ssw0rd",
                "aaaaaaaa",
                "iloveyou1"
            })
    void refusesCommonPasswordsInAnyCase(String common) {
        assertThat(policy.objection(Secret.of(common))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "short"})
    void refusesShortOnes(String password) {
        assertThat(policy.objection(Secret.of(password))).isPresent();
    }

    @Test
    void countsCharactersNotUnits() {
        assertThat(policy.objection(Secret.of("\uD83D\uDE00".repeat(4)))).isPresent();
        assertThat(policy.objection(Secret.of("\uD83D\uDE00".repeat(128)))).isEmpty();
        assertThat(policy.objection(Secret.of("xY".repeat(64) + "z"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery staple", "nur kleine buchstaben", "84017593627"})
    void asksForNoComposition(String password) {
        assertThat(policy.objection(Secret.of(password))).isEmpty();
    }
}
