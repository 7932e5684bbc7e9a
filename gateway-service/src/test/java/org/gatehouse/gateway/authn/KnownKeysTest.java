package org.gatehouse.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.gatehouse.gateway.authn.Exchange.Exchanged;
import org.gatehouse.gateway.fixture.Callers;
import org.gatehouse.gateway.fixture.SettableClock;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private final SettableClock clock = new SettableClock();
    private final KnownKeys keys = new KnownKeys(Configs.authn(50), clock);
    private final KeyDigest digest = KeyDigest.of("a key");

    private Exchanged.Granted grant(String token) {
        return new Exchanged.Granted(token, Callers.withKey(UUID.randomUUID(), UUID.randomUUID(), clock.instant()));
    }

    private KnownKey known() {
        return keys.find(digest).orElseThrow();
    }

    @Test
    void keepWhatWasGrantedUntilShortlyBeforeItDies() {
        keys.learn(digest, grant("t"));
        clock.advance(Duration.ofMinutes(59));
        assertThat(known().token()).isEqualTo("t");
        clock.advance(Duration.ofSeconds(56));
        assertThat(keys.find(digest)).isEmpty();
    }

    @Test
    void areDueFromHalfOfTheirLifeOn() {
        keys.learn(digest, grant("t"));
        clock.advance(Duration.ofMinutes(29));
        assertThat(keys.isRenewalDue(known(), true)).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(keys.isRenewalDue(known(), true)).isTrue();
    }

    @Test
    void areDueMuchSoonerWhileNoRevocationsAreHeard() {
        keys.learn(digest, grant("t"));
        clock.advance(Duration.ofSeconds(29));
        assertThat(keys.isRenewalDue(known(), false)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.isRenewalDue(known(), false)).isTrue();
        assertThat(keys.isRenewalDue(known(), true)).isFalse();
    }

    @Test
    void letOneCallerClaimTheRenewalAndNobodyElseUntilThePauseIsOver() {
        keys.learn(digest, grant("t"));
        clock.advance(Duration.ofMinutes(40));
        var seen = known();
        assertThat(keys.claimRenewal(digest, seen)).isTrue();
        assertThat(keys.claimRenewal(digest, seen)).isFalse();
        assertThat(keys.isRenewalDue(known(), true)).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(keys.isRenewalDue(known(), true)).isTrue();
    }

    @Test
    void outliveAnAuthServiceThatIsAway() {
        keys.learn(digest, grant("t"));
        keys.learn(digest, new Exchanged.Unavailable("down"));
        assertThat(known().token()).isEqualTo("t");
        assertThat(keys.isRefused(digest)).isFalse();
    }

    @Test
    void areGoneOnceRefused() {
        keys.learn(digest, grant("t"));
        keys.learn(digest, new Exchanged.Refused());
        assertThat(keys.find(digest)).isEmpty();
        assertThat(keys.isRefused(digest)).isTrue();
    }
}
