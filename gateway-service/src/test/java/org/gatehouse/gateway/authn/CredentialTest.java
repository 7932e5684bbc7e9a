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
    void isOneWhenTheSameIsSaidTwice() {
        headers.add("Authorization", "Bearer " + key).add("X-Api-Key", key);
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
        headers.clear().add("Authorization", "Bearer " + key).add("authorization", "Bearer " + key);
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
        headers.clear().add("x-api-key", key).add("x-api-key", key);
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
    }

    @Test
    void isUnusableWhenOneHeaderSaysTwoThings() {
        headers.add("Authorization", "Bearer a.b.c").add("authorization", "Bearer " + key);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
        headers.clear().add("x-api-key", key).add("x-api-key", "other");
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Unusable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "bearer  ",
                "",
                "Basic dTpw",
                "Bearer sk-ant-api03-abcdefgh",
                "Bearer sk-proj-abcdefgh",
                "Bearer sk-gh-short",
                "Bearer dummy",
                "Bearer null",
                "Token abc",
            })
    void isTheKeyBesideWhatIsNotOurs(String authorization) {
        headers.set("Authorization", authorization).set("x-api-key", key);
        assertThat(Credential.of(headers)).isInstanceOf(Credential.Key.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-ant-api03-abcdefgh", "dummy", "a.b.c", "sk-gh-short"})
    void isTheAuthorizationBesideAKeyThatIsNotOurs(String apiKey) {
        headers.set("Authorization", "Bearer a.b.c").set("x-api-key", apiKey);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Token("a.b.c"));
    }

    @Test
    void isTheAuthorizationOfTwoThatAreOurs() {
        headers.set("Authorization", "Bearer a.b.c").set("x-api-key", key);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.Token("a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "bearer   "})
    void isNoneWhenNothingIsSaid(String authorization) {
        headers.set("Authorization", authorization);
        assertThat(Credential.of(headers)).isEqualTo(new Credential.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearera.b.c",
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
