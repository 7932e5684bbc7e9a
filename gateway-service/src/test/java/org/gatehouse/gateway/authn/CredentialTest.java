package org.gatehouse.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.gatehouse.gateway.fixture.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

    private final DefaultHttpHeaders headers = new DefaultHttpHeaders();
    private final String key = TestKeys.fresh();

    @Test
    void isNoneWithoutAHeader() {
        assertThat(Credential.of(headers)).isEqualTo(new Credential.None());
    }

    @Test
    void isAKeyInEitherHeader() {
        headers.set("Authorization", "Bearer " + key);
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
        headers.clear().set("X-API-Key", key);
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
        headers.clear().set("authorization", "bEARER  " + key + " ");
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
    }

    @Test
    void isATokenByItsTwoDots() {
        headers.set("Authorization", "Bearer a.b.c");
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Token("a.b.c"));
        assertThat(Credential.of(headers).toString()).doesNotContain("a.b.c");
    }

    @Test
    void isUnusableWhenThereAreSeveral() {
        headers.add("Authorization", "Bearer " + key).add("X-Api-Key", key);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
        headers.clear().add("Authorization", "Bearer " + key).add("authorization", "Bearer " + key);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
        headers.clear().add("x-api-key", key).add("x-api-key", key);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic dTpw",
                "Bearer a.b",
                "Bearer a.b.c.d",
                "Bearer .b.c",
                "Bearer a..c.",
                "Bearer sk-gh-short",
                "a.b.c"
            })
    void isUnusableInAnyOtherShape(String authorization) {
        headers.set("Authorization", authorization);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
    }

    @Test
    void isUnusableWhenTheKeyHeaderHoldsAToken() {
        headers.set("x-api-key", "a.b.c");
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
    }

    @Test
    void isUnusableWhenTheChecksumIsWrong() {
        headers.set("x-api-key", TestKeys.mistyped(key));
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
    }
}
