package org.gatehouse.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gatehouse.auth.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void decodesTwice() {
        var header = "basic " + Base64.getEncoder().encodeToString("a%3Ab:p%2Bw:d%20".getBytes(StandardCharsets.UTF_8));

        assertThat(BasicCredentials.parse(header)).contains(new BasicCredentials("a:b", Secret.of("p+w:d ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer abc", "Basic", "Basic !!!", "Basic YWJj", "Basic YTolenp6"})
    void refusesWhatIsMalformed(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }
}
