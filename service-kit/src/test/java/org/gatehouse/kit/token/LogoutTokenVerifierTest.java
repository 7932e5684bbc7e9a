package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatehouse.kit.token.LogoutTokenVerifier.Verdict;
import org.gatehouse.testing.issuer.TestRealm;
import org.gatehouse.testing.issuer.TokenForge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogoutTokenVerifierTest {

    private static final Set<String> CLIENTS = Set.of("gatehouse-web", "gatehouse");
    private static final Map<String, Object> LOGOUT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    @RegisterExtension
    static final TestRealm REALM = TestRealm.start();

    private static final LogoutTokenVerifier VERIFIER = verifier();

    private static LogoutTokenVerifier verifier() {
        var config = new ForeignIssuerConfig(REALM.issuer(), "");
        var clock = Clock.systemUTC();
        return new LogoutTokenVerifier(config, new RealmKeys(config, new AuthServer(), clock), clock);
    }

    private static TokenForge logout() {
        return REALM.forge()
                .header("typ", "logout+jwt")
                .claim("typ", "Logout")
                .claim("aud", "gatehouse-web")
                .claim("sub", "ada")
                .claim("sid", "session-1")
                .claim("exp", REALM.now().plusSeconds(120).getEpochSecond())
                .claim("events", LOGOUT);
    }

    private static Verdict verify(String token) {
        return VERIFIER.verify(token, CLIENTS);
    }

    @Test
    void readsWhoseSessionHasEnded() {
        assertThat(verify(logout().claim("jti", "word-1").sign()))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.token().issuer()).isEqualTo(REALM.issuer());
                    assertThat(accepted.token().session()).contains("session-1");
                    assertThat(accepted.token().subject()).contains("ada");
                    assertThat(accepted.token().id()).isEqualTo("word-1");
                });
    }

    @Test
    void takesASubjectWithoutASessionForAllOfThem() {
        assertThat(verify(logout().claim("sid", null).sign()))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.token().session()).isEqualTo(Optional.empty()));
    }

    static Stream<Arguments> wrong() {
        var now = REALM.now().getEpochSecond();
        return Stream.of(
                bent("the type of an access token", token -> token.header("typ", "at+jwt")),
                bent("no type", token -> token.header("typ", null)),
                bent("an algorithm without a key", token -> token.header("alg", "none")),
                bent("a key of its own", token -> token.header("jwk", Map.of("kty", "RSA"))),
                bent("an unknown key", token -> token.header("kid", "unheard-of")),
                claim("iss", "https://elsewhere.test"),
                claim("iss", null),
                claim("aud", "another-client"),
                claim("aud", List.of("gatehouse-web", "another-client")),
                claim("aud", null),
                claim("exp", now - 60),
                claim("exp", null),
                claim("iat", now + 60),
                claim("iat", null),
                claim("jti", null),
                claim("events", null),
                claim("events", Map.of()),
                claim("events", Map.of("http://schemas.openid.net/event/other", Map.of())),
                claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", "yes")),
                claim("events", List.of("http://schemas.openid.net/event/backchannel-logout")),
                claim("nonce", "n-1"),
                claim("typ", "ID"),
                claim("sub", ""),
                bent("neither sub nor sid", token -> token.claim("sub", null).claim("sid", null)));
    }

    private static Arguments claim(String name, @Nullable Object value) {
        return bent(name + " = " + value, token -> token.claim(name, value));
    }

    private static Arguments bent(String how, UnaryOperator<TokenForge> bend) {
        return Arguments.of(how, bend.apply(logout()).sign());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refuses(String how, String token) {
        assertThat(verify(token)).as(how).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void refusesWhatSomebodyElseSigned() {
        try (var other = TestRealm.start()) {
            var kid = REALM.signingKey().getKeyID();
            var forged = other.forge()
                    .header("typ", "logout+jwt")
                    .header("kid", kid)
                    .claim("iss", REALM.issuer())
                    .claim("typ", "Logout")
                    .claim("aud", "gatehouse")
                    .claim("jti", UUID.randomUUID().toString())
                    .claim("events", LOGOUT)
                    .sign();

            assertThat(verify(forged)).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void findsTheKeyThatTheRealmHasTurnedTo() {
        var ahead = new AtomicReference<>(Duration.ZERO);
        InstantSource clock = () -> Clock.systemUTC().instant().plus(ahead.get());
        try (var realm = TestRealm.start()) {
            var config = new ForeignIssuerConfig(realm.issuer(), "");
            var keys = new RealmKeys(config, new AuthServer(), clock);
            var verifier = new LogoutTokenVerifier(config, keys, clock);
            keys.keepFresh();
            realm.rotate();
            ahead.set(Duration.ofSeconds(11));

            assertThat(verifier.verify(
                            realm.forge()
                                    .header("typ", "logout+jwt")
                                    .claim("typ", null)
                                    .claim("aud", "gatehouse")
                                    .claim("sid", "s")
                                    .claim("events", LOGOUT)
                                    .sign(),
                            CLIENTS))
                    .isInstanceOf(Verdict.Accepted.class);
        }
    }

    @Test
    void cannotTellWhileTheRealmHasNeverBeenReached() {
        var config = new ForeignIssuerConfig("http://127.0.0.1:9/realms/none", "");
        var clock = Clock.systemUTC();
        var blind = new LogoutTokenVerifier(config, new RealmKeys(config, new AuthServer(), clock), clock);

        assertThat(blind.verify(logout().sign(), CLIENTS)).isInstanceOf(Verdict.KeysUnavailable.class);
    }
}
