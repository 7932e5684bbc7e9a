package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.testing.issuer.HostileTokens;
import org.gatehouse.testing.issuer.TestRealm;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens of a second issuer at the edge: its own keys, one exchange, and out within a second. */
class RealmTokenIT {

    @RegisterExtension
    static final TestRealm REALM = TestRealm.start();

    private static final RunningEdge EDGE = RunningEdge.start(settings());

    private static Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(REALM.properties());
        settings.put("gatehouse.authn.failures-per-minute", "100000");
        return settings;
    }

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static HttpResponse<String> models(String token) {
        return models(EDGE, token);
    }

    private static HttpResponse<String> models(RunningEdge edge, String token) {
        return edge.send("GET", "/v1/models", "Authorization", "Bearer " + token);
    }

    private static String newcomer(RunningEdge edge) {
        var token = REALM.user(UUID.randomUUID().toString(), "user").sign();
        edge.auth().admit(token);
        return token;
    }

    @Test
    void isExchangedOnceAndReachesTheServiceAsOurs() {
        var token = newcomer(EDGE);
        int before = EDGE.auth().exchanges();
        for (int i = 0; i < 5; i++) {
            assertThat(models(token).statusCode()).isEqualTo(200);
        }
        assertThat(EDGE.auth().exchanges() - before).isOne();
        assertThat(EDGE.catalog().seen().getLast().header("authorization"))
                .singleElement()
                .asString()
                .startsWith("Bearer eyJ")
                .doesNotContain(token);
    }

    @Test
    void isExchangedWithWordOfWhereItCameFrom() {
        models(newcomer(EDGE));

        assertThat(EDGE.auth().bearers()).containsExactly("127.0.0.1");
    }

    @Test
    void isRefusedOnceItsSessionHasEnded() {
        var token = newcomer(EDGE);
        assertThat(models(token).statusCode()).isEqualTo(200);
        EDGE.auth().end(token);
        Wait.until(() -> models(token).statusCode(), status -> status == 401);
    }

    /** T14–T18: more than 150 of them, one answer to all; made-up key ids cost a fetch of the key set each ten seconds. */
    @Test
    void thatIsHostileIsRefusedLikeAnyOtherWithoutAnExchange() {
        models(newcomer(EDGE));
        int exchanges = EDGE.auth().exchanges();
        int fetches = REALM.keySetFetches();
        var bodies = new HashSet<String>();
        var hostile = HostileTokens.againstRealm(REALM)
                .filter(each -> each.token().chars().allMatch(c -> c > ' ' && c < 127))
                .toList();
        for (var each : hostile) {
            var answer = models(each.token());
            assertThat(answer.statusCode()).as(each.name()).isEqualTo(401);
            bodies.add(answer.body());
        }
        assertThat(hostile).hasSizeGreaterThan(150);
        assertThat(bodies).hasSize(1);
        assertThat(EDGE.auth().exchanges()).isEqualTo(exchanges);
        assertThat(REALM.keySetFetches() - fetches).isLessThanOrEqualTo(3);
    }

    @Test
    void inAnyOtherPlaceThanOneAuthorizationHeaderIsRefused() {
        var token = newcomer(EDGE);
        assertThat(EDGE.send("GET", "/v1/models?access_token=" + token).statusCode())
                .isEqualTo(401);
        assertThat(EDGE.send("GET", "/v1/models", "x-api-key", token).statusCode())
                .isEqualTo(401);
        assertThat(EDGE.send("GET", "/v1/models", "Authorization", "Basic " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(EDGE.send("GET", "/v1/models", "Cookie", "access_token=" + token)
                        .statusCode())
                .isEqualTo(401);
        var twoOfThem = RawHttp.exchange(
                EDGE.address().getPort(),
                "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nAuthorization: Bearer " + newcomer(EDGE) + "\r\nConnection: close\r\n\r\n");
        assertThat(twoOfThem.status()).isEqualTo(401);
    }

    /** Told by the issuer it names: a realm's token is never tried with our keys, nor ours with the realm's. */
    @Test
    void isVerifiedWithTheKeysOfTheIssuerItNamesAndNoOther() {
        var ours = EDGE.auth().issuer();
        assertThat(models(ours.forge().claim("iss", REALM.issuer()).sign()).statusCode())
                .isEqualTo(401);
        assertThat(models(REALM.forge().claim("iss", ours.issuer()).sign()).statusCode())
                .isEqualTo(401);
        assertThat(models(ours.userToken(UUID.randomUUID(), "read")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void isVerifiedWithTheKeysAtHandWhileTheRealmIsDown() {
        try (var realm = TestRealm.start();
                var edge = RunningEdge.start(new HashMap<>(realm.properties()))) {
            Wait.until(realm::keySetFetches, fetches -> fetches > 0);
            var before = realm.forge().sign();
            edge.auth().admit(before);
            assertThat(models(edge, before).statusCode()).isEqualTo(200);

            realm.goDown();
            var during = realm.forge().sign();
            edge.auth().admit(during);
            assertThat(models(edge, before).statusCode()).isEqualTo(200);
            assertThat(models(edge, during).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void gets503WhileNoKeysOfTheRealmWereEverSeen() {
        try (var realm = TestRealm.start()) {
            realm.goDown();
            try (var edge = RunningEdge.start(new HashMap<>(realm.properties()))) {
                var token = realm.forge().sign();
                edge.auth().admit(token);
                assertThat(models(edge, token).statusCode()).isEqualTo(503);
                var key = edge.auth().createKey("read");
                assertThat(models(edge, key.text()).statusCode()).isEqualTo(200);

                realm.comeBack();
                Wait.until(() -> models(edge, token).statusCode(), status -> status == 200);
            }
        }
    }

    @Test
    void isRefusedByAnEdgeThatKnowsNoRealm() {
        try (var edge = RunningEdge.start()) {
            assertThat(models(edge, REALM.forge().sign()).statusCode()).isEqualTo(401);
        }
    }

    /** T20: a flood of key ids never seen fetches the key set once at most, and no known token notices. */
    @Test
    void ofKeysNeverSeenMakesTheEdgeAskTheRealmAtMostOnceInTenSeconds() {
        var known = newcomer(EDGE);
        assertThat(models(known).statusCode()).isEqualTo(200);
        int fetches = REALM.keySetFetches();
        for (int i = 0; i < 1000; i++) {
            assertThat(models(REALM.forge().header("kid", "never-seen-" + i).sign())
                            .statusCode())
                    .isEqualTo(401);
            if (i % 100 == 0) {
                assertThat(models(known).statusCode()).isEqualTo(200);
                assertThat(models(newcomer(EDGE)).statusCode()).isEqualTo(200);
            }
        }
        assertThat(REALM.keySetFetches() - fetches).isLessThanOrEqualTo(3);
    }
}
