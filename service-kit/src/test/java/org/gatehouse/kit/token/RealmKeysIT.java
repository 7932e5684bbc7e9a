package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.kit.app.KitApplication;
import org.gatehouse.kit.token.ForeignTokenVerifier.Verdict;
import org.gatehouse.testing.issuer.TestRealm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The realm changes its keys, or goes away, while its users come with tokens. */
final class RealmKeysIT {

    private final TestRealm realm = TestRealm.start();
    private final AuthServer http = new AuthServer();
    private final SettableClock clock = new SettableClock();
    private final ForeignIssuerConfig config = new ForeignIssuerConfig(realm.issuer(), "");
    private final RealmKeys keys = new RealmKeys(config, http, clock);
    private final ForeignTokenVerifier verifier = new ForeignTokenVerifier(config, keys, Clock.systemUTC());

    @AfterEach
    void stop() {
        http.close();
        realm.close();
    }

    @Test
    void aNewSigningKeyIsUsedAtOnce() {
        keys.keepFresh();
        realm.rotate();
        clock.advance(Duration.ofMillis(100));

        assertThat(verifier.verify(realm.forge().sign())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void nobodyCanTellAnythingOfANewKeyWhileTheRealmIsAway() {
        keys.keepFresh();
        var old = realm.forge().sign();
        realm.rotate();
        realm.goDown();

        for (var second = 0; second < 30; second++) {
            assertThat(verifier.verify(realm.forge().sign())).isInstanceOf(Verdict.KeysUnavailable.class);
            assertThat(verifier.verify(old)).isInstanceOf(Verdict.Accepted.class);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(realm.keySetFetches()).isEqualTo(1 + 3);

        realm.comeBack();
        assertThat(verifier.verify(realm.forge().sign())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aKeyThatTheRealmDoesNotHaveIsRefused() {
        keys.keepFresh();
        var made = realm.forge().header("kid", "made-up").sign();

        assertThat(verifier.verify(made)).isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(made)).isInstanceOf(Verdict.Refused.class);
        assertThat(realm.keySetFetches()).isEqualTo(2);
    }

    @Test
    void theInternalAddressIsOptional() {
        try (var app = KitApplication.startedWith(Map.of("gatehouse.keycloak.url", realm.issuer()))) {
            assertThat(app.send(app.to("/mdc")).statusCode()).isEqualTo(200);
        }
    }
}
