package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.testing.issuer.HostileToken;
import org.gatehouse.testing.issuer.HostileTokens;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.issuer.TokenForge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T14–T17 of the threat model: whatever is done to a token, it is refused, and nothing is fetched for it. */
final class HostileTokensTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n";

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private static final TokensConfig CONFIG =
            new TokensConfig(ISSUER.issuer(), "kit-test-service", "gateway-service", "http://127.0.0.1:9", null);

    private final AccessTokenVerifier verifier = new AccessTokenVerifier(CONFIG, FixedKeys.of(ISSUER), ISSUER::now);

    static Stream<HostileToken> hostileTokens() {
        return HostileTokens.against(ISSUER);
    }

    @ParameterizedTest
    @MethodSource("hostileTokens")
    void refuses(HostileToken hostile) {
        assertThat(verifier.verify(hostile.token())).as(hostile.name()).isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(hostile.token())).as("the second time").isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void knowsAtLeastTwoHundredOfThem() {
        assertThat(hostileTokens().map(HostileToken::token).distinct().count()).isGreaterThan(200);
    }

    @Test
    void neverAsksAnAddressThatATokenNames() {
        hostileTokens().forEach(hostile -> verifier.verify(hostile.token()));

        assertThat(ISSUER.keySetFetches()).isZero();
    }

    /** A control for all the others: the same forge, unbent, is accepted. */
    @Test
    void acceptsTheTokenAllOfThemWereBentFrom() {
        assertThat(verifier.verify(ISSUER.forge().sign())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesATokenWithAnyOneCharacterChanged() {
        var good = ISSUER.forge().sign();
        var random = new Random(42);
        for (var at = 0; at < good.length(); at++) {
            var other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (other != good.charAt(at)) {
                var bent = good.substring(0, at) + other + good.substring(at + 1);
                assertThat(verifier.verify(bent))
                        .as("character %d as %s", at, other)
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @Test
    void refusesAServiceTokenThatIsNotItsClients() {
        for (var bent : List.of(
                service().claim("client_id", "gateway-service"),
                service().claim("client_id", null),
                service().claim("sub", "Chat-Relay").claim("client_id", "Chat-Relay"),
                service().claim("sub", "a b").claim("client_id", "a b"),
                service().claim("aud", List.of("kit-test-service", "gatehouse")))) {
            assertThat(verifier.verify(bent.sign())).isInstanceOf(Verdict.Refused.class);
        }
        assertThat(verifier.verify(service().sign())).isInstanceOf(Verdict.Accepted.class);
    }

    private static TokenForge service() {
        return ISSUER.forge()
                .claim("sub", "chat-relay-service")
                .claim("client_id", "chat-relay-service")
                .claim("aud", List.of("kit-test-service"));
    }
}
