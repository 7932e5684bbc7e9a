package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.kit.token.VerifiedTokens.Fingerprint;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class VerifiedTokensTest {

    private static final int FLOOD = 100_000;

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private final SettableClock clock = new SettableClock();
    private final VerificationKeys keys = FixedKeys.current(ISSUER);
    private final VerifiedTokens verified = new VerifiedTokens(clock);

    @Test
    void keepsAnAcceptedTokenThroughAFloodOfRefusedOnes() {
        remember("good", accepted(Duration.ofHours(1)));
        for (var i = 0; i < FLOOD; i++) {
            remember("bad " + i, new Verdict.Refused("bad"));
        }

        assertThat(verified.find(Fingerprint.of("good"), keys)).isPresent();
    }

    @Test
    void forgetsAnAcceptedTokenAfterFiveMinutes() {
        remember("good", accepted(Duration.ofHours(1)));

        clock.advance(Duration.ofSeconds(299));
        assertThat(verified.find(Fingerprint.of("good"), keys)).isPresent();
        clock.advance(Duration.ofSeconds(2));
        assertThat(verified.find(Fingerprint.of("good"), keys)).isEmpty();
    }

    @Test
    void forgetsARefusedTokenSoon() {
        remember("bad", new Verdict.Refused("bad"));

        clock.advance(Duration.ofSeconds(9));
        assertThat(verified.find(Fingerprint.of("bad"), keys)).isPresent();
        clock.advance(Duration.ofSeconds(2));
        assertThat(verified.find(Fingerprint.of("bad"), keys)).isEmpty();
    }

    @Test
    void tellsTokensApart() {
        remember("good", accepted(Duration.ofHours(1)));

        assertThat(verified.find(Fingerprint.of("good "), keys)).isEmpty();
        assertThat(Fingerprint.of("a")).isEqualTo(Fingerprint.of("a")).isNotEqualTo(Fingerprint.of("b"));
    }

    private void remember(String token, Verdict verdict) {
        var key = keys.byId().entrySet().iterator().next();
        verified.remember(Fingerprint.of(token), key.getKey(), key.getValue(), verdict);
    }

    private Verdict accepted(Duration life) {
        var now = clock.instant();
        return new Verdict.Accepted(
                new Caller.Service("gateway-service", Set.of(), Optional.empty(), "t-1", now, now.plus(life)));
    }
}
