package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.testing.issuer.TestRealm;
import org.gatehouse.testing.issuer.TokenForge;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions of another issuer: what is recorded of their logins, and how they end. */
final class ForeignSessionsIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    @RegisterExtension
    static final TestRealm REALM = TestRealm.start();

    private static AuthService auth;

    @BeforeAll
    static void start() {
        var settings = new HashMap<String, Object>(REALM.properties());
        settings.put("gatehouse.keycloak.roles", "realm/member=user,realm/boss=admin,client/shop/clerk=guest");
        auth = AuthService.on(DATABASE, settings);
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    private static Answer exchange(String token) {
        return auth.exchange(token);
    }

    private static String ours(String token) {
        return exchange(token).text("access_token");
    }

    private static Answer me(String token) {
        return auth.meAt(token);
    }

    @Nested
    class Logins {

        private final String subject = UUID.randomUUID().toString();

        private List<Map<String, Object>> recorded() {
            var account = me(token("probe").sign()).text("id");
            return auth.get("/admin/audit?account=" + account, auth.administrator()).list("data").stream()
                    .filter(event -> !sid("probe").equals(event.get("subject")))
                    .filter(event -> String.valueOf(event.get("type")).matches("login.*|session.*"))
                    .toList();
        }

        private TokenForge token(String session) {
            return REALM.user(subject, "member").claim("sid", session + " of " + subject);
        }

        private String sid(String session) {
            return String.valueOf(
                    AuthService.claims(ours(token(session).sign())).get("sid"));
        }

        @Test
        void areRecordedOncePerSessionHoweverManyTokensComeOfIt() {
            for (int i = 0; i < 3; i++) {
                exchange(token("one").sign());
            }
            exchange(token("two").sign());

            assertThat(recorded())
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event).containsEntry("type", "login.succeeded"))
                    .extracting(event -> event.get("subject"))
                    .containsExactly(sid("two"), sid("one"));
        }

        @Test
        void areRecordedOnceHoweverManyTokensComeAtOnce() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = IntStream.range(0, 16)
                        .mapToObj(
                                i -> threads.submit(() -> exchange(token("one").sign())))
                        .toList();
                for (var each : all) {
                    assertThat(each.get().status()).isEqualTo(200);
                }
            }

            assertThat(recorded()).hasSize(1);
        }

        @Test
        void areRecordedAgainWhenTheOwnerProvesAnewWhoTheyAre() {
            var now = REALM.now().getEpochSecond();
            exchange(token("one").claim("auth_time", now - 60).sign());
            var steppedUp =
                    token("one").claim("auth_time", now).claim("acr", "2").claim("amr", List.of("pwd", "otp"));
            exchange(steppedUp.sign());
            exchange(steppedUp.claim("jti", "another").sign());
            exchange(token("one").claim("auth_time", now - 60).sign());

            assertThat(recorded())
                    .hasSize(2)
                    .first()
                    .satisfies(event -> assertThat(event)
                            .containsEntry(
                                    "details",
                                    Map.of(
                                            "issuer", REALM.issuer(),
                                            "client", "gatehouse-web",
                                            "acr", "2",
                                            "methods", "otp pwd")));
        }

        @Test
        void areTakenForOneWhereATokenHasNoSession() {
            var token = token("one").claim("sid", null).claim("jti", "a-program-" + subject);
            exchange(token.sign());
            exchange(token.sign());

            assertThat(recorded()).hasSize(1);
        }

        @Test
        void areSeenToComeFromWhereTheEdgeSawThem() {
            auth.exchange(token("one").sign(), "x-forwarded-for", "203.0.113.99");

            assertThat(recorded())
                    .singleElement()
                    .satisfies(event -> assertThat(event).containsEntry("address", "203.0.113.99"));
        }
    }

    @Nested
    class BackchannelLogout {

        private final String subject = UUID.randomUUID().toString();
        private final String session = UUID.randomUUID().toString();

        private TokenForge logout() {
            return REALM.forge()
                    .header("typ", "logout+jwt")
                    .claim("typ", "Logout")
                    .claim("aud", "gatehouse-web")
                    .claim("sub", subject)
                    .claim("sid", session)
                    .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        }

        private static Answer send(String logoutToken) {
            return auth.form("/api/v1/auth/backchannel-logout", "logout_token=" + logoutToken);
        }

        private Answer exchanged(String ofSession) {
            return exchange(
                    REALM.user(subject, "member").claim("sid", ofSession).sign());
        }

        @Test
        void endsTheSessionAndNoOther() {
            var ours = exchanged(session).text("access_token");
            var other = exchanged("another").text("access_token");

            var answer = send(logout().sign());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cache-control")).contains("no-store");
            Eventually.becomes(401, () -> auth.get("/api/v1/auth/me", ours).status());
            assertThat(exchanged(session).text("error")).isEqualTo("invalid_grant");
            assertThat(auth.get("/api/v1/auth/me", other).status()).isEqualTo(200);
            assertThat(exchanged("another").status()).isEqualTo(200);
            var account = AuthService.claims(ours).get("sub");
            assertThat(auth.get("/admin/audit?type=session.ended&account=" + account, auth.administrator())
                            .list("data"))
                    .singleElement()
                    .satisfies(event -> assertThat(event)
                            .containsEntry("subject", AuthService.claims(ours).get("sid")));
        }

        @Test
        void endsAllSessionsOfAUserWhenItNamesNone() {
            var ours = exchanged(session).text("access_token");

            assertThat(send(logout().claim("sid", null).sign()).status()).isEqualTo(200);

            Eventually.becomes(401, () -> auth.get("/api/v1/auth/me", ours).status());
        }

        @Test
        void ofASessionThatWasNeverHereIsRememberedForItsTokens() {
            assertThat(send(logout().sign()).status()).isEqualTo(200);

            assertThat(exchanged(session).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void worksOnce() {
            var word = logout().sign();

            assertThat(send(word).status()).isEqualTo(200);
            assertThat(send(word).status()).isEqualTo(400);
        }

        @Test
        void isRefusedWhenItIsNotTheRealmsWordForAClientOfOurs() {
            for (var wrong : List.of(
                    "nonsense",
                    logout().claim("aud", "another").sign(),
                    logout().claim("nonce", "n").sign(),
                    logout().header("typ", "at+jwt").sign(),
                    REALM.user(subject, "member").claim("sid", session).sign())) {
                assertThat(send(wrong).status()).isEqualTo(400);
            }
            assertThat(auth.form("/api/v1/auth/backchannel-logout", "").status())
                    .isEqualTo(400);
            assertThat(exchanged(session).status()).isEqualTo(200);
        }
    }
}
