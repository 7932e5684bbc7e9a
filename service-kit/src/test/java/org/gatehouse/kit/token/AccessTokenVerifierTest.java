package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AccessTokenVerifierTest {

    private static final UUID ACCOUNT = UUID.randomUUID();

    private static final SettableClock CLOCK = new SettableClock();

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start(CLOCK);

    private final FixedKeys keys = FixedKeys.of(ISSUER);
    private final AccessTokenVerifier verifier = new AccessTokenVerifier(
            new TokensConfig(ISSUER.issuer(), "kit-test-service", "gateway-service", "http://127.0.0.1:9", null),
            keys,
            CLOCK);

    @Test
    void readsALoginToken() {
        var session = UUID.randomUUID();
        var token = ISSUER.user(ACCOUNT, "read", "execute", "unheard-of")
                .claim("roles", List.of("user", "admin"))
                .claim("sid", session.toString())
                .claim("jti", "token-1")
                .claim("acr", "2")
                .claim("amr", List.of("pwd", "otp"))
                .claim("auth_time", CLOCK.instant().minusSeconds(90).getEpochSecond())
                .sign();

        assertThat(verifier.verifyWithKnownKeys(token))
                .isEqualTo(new Verdict.Accepted(new Caller.User(
                        ACCOUNT,
                        Set.of("user", "admin"),
                        Set.of(Permission.READ, Permission.EXECUTE),
                        Optional.of(session),
                        Optional.empty(),
                        Set.of(),
                        KeyLimits.NONE,
                        new Authentication(
                                Optional.of("2"),
                                Set.of("pwd", "otp"),
                                Optional.of(CLOCK.instant().minusSeconds(90))),
                        "token-1",
                        CLOCK.instant(),
                        CLOCK.instant().plus(Duration.ofMinutes(30)))));
    }

    @Test
    void readsTheLimitsOfAnApiKey() {
        var key = UUID.randomUUID();
        var budget = UUID.randomUUID();
        var token = ISSUER.user(ACCOUNT, "execute")
                .claim("key_id", key.toString())
                .claim("models", List.of("openai/gpt-4o", "gatehouse/echo"))
                .claim("rpm", 60)
                .claim("rpm_above_route", true)
                .claim("tpm", 0)
                .claim("budget_id", budget.toString())
                .sign();

        assertThat(verifier.verifyWithKnownKeys(token))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.caller()).isInstanceOfSatisfying(Caller.User.class, user -> {
                            assertThat(user.keyId()).contains(key);
                            assertThat(user.limits())
                                    .isEqualTo(new KeyLimits(
                                            OptionalInt.of(60), OptionalInt.of(0), Optional.of(budget), true));
                            assertThat(user.mayUseModel("gatehouse/echo")).isTrue();
                            assertThat(user.mayUseModel("gatehouse/other")).isFalse();
                        }));
    }

    @Test
    void readsAServiceToken() {
        assertThat(verifier.verifyWithKnownKeys(ISSUER.serviceToken("gateway-service", "kit-test-service")))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.caller())
                                .isInstanceOfSatisfying(Caller.Service.class, service -> {
                                    assertThat(service.clientId()).isEqualTo("gateway-service");
                                    assertThat(service.permissions()).isEmpty();
                                }));
    }

    @Test
    void acceptsASingleAudienceThatIsNoList() {
        assertThat(verifier.verify(ISSUER.forge().claim("aud", "gatehouse").sign()))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void forgivesThirtySecondsOfClockSkewAndNoMore() {
        var now = CLOCK.instant().getEpochSecond();

        assertThat(verifier.verify(ISSUER.forge().claim("exp", now - 29).sign()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verifier.verify(ISSUER.forge().claim("exp", now - 30).sign()))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(ISSUER.forge().claim("iat", now + 30).sign()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verifier.verify(ISSUER.forge().claim("iat", now + 31).sign()))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(ISSUER.forge().claim("nbf", now + 30).sign()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verifier.verify(ISSUER.forge().claim("nbf", now + 31).sign()))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void acceptsARememberedTokenNoLongerThanItLives() {
        var token = ISSUER.forge()
                .claim("exp", CLOCK.instant().plusSeconds(60).getEpochSecond())
                .sign();
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Accepted.class);

        CLOCK.advance(Duration.ofSeconds(89));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Accepted.class);

        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void forgetsARememberedTokenWithTheKeyItWasSignedBy() {
        var token = ISSUER.userToken(ACCOUNT, "read");
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Accepted.class);
        var oldKey = ISSUER.signingKey().getKeyID();

        try (var stranger = TestIssuer.start(CLOCK)) {
            keys.set(FixedKeys.current(stranger));
            assertThat(verifier.verify(token)).isInstanceOf(Verdict.Refused.class);

            var sameIdOtherKey =
                    FixedKeys.current(stranger).byId().values().iterator().next();
            keys.set(new VerificationKeys(Map.of(oldKey, sameIdOtherKey)));
            assertThat(verifier.verify(token)).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void looksForNewerKeysOnlyWhenItMay() {
        try (var rotated = TestIssuer.start(CLOCK)) {
            keys.onRefresh(FixedKeys.current(rotated));
            var token = rotated.userToken(ACCOUNT, "read");

            assertThat(verifier.verifyWithKnownKeys(token)).isInstanceOf(Verdict.UnknownKey.class);
            assertThat(keys.refreshes()).isZero();
            assertThat(verifier.verify(token)).isInstanceOf(Verdict.Accepted.class);
            assertThat(keys.refreshes()).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatNewerKeysDoNotKnowEither() {
        try (var stranger = TestIssuer.start(CLOCK)) {
            assertThat(verifier.verify(stranger.userToken(ACCOUNT))).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void cannotTellWithoutAnyKeys() {
        var blind = new AccessTokenVerifier(
                new TokensConfig(ISSUER.issuer(), "kit-test-service", "gateway-service", "http://127.0.0.1:9", null),
                FixedKeys.none(),
                CLOCK);

        assertThat(blind.verify(ISSUER.userToken(ACCOUNT))).isInstanceOf(Verdict.KeysUnavailable.class);
        assertThat(blind.verify("rubbish")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void saysNothingOfATokenInItsRefusals() {
        var token = ISSUER.forge().claim("iss", "https://canary.test").sign();

        assertThat(verifier.verify(token).toString()).doesNotContain("canary", token);
    }
}
