package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.testing.issuer.HostileTokens;
import org.gatehouse.testing.issuer.TestRealm;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of another issuer, traded by the edge for ours. */
final class FederationIT {

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
    class FirstSight {

        @Test
        void opensAnAccountThatIsTheSameEverAfter() {
            var subject = UUID.randomUUID().toString();
            var first = me(REALM.user(subject, "member")
                    .claim("email", subject + "@example.org")
                    .claim("name", "Ada Lovelace")
                    .sign());

            assertThat(first.text("identity_provider")).isEqualTo("keycloak");
            assertThat(first.text("name")).isEqualTo("Ada Lovelace");
            assertThat(first.text("email")).isEqualTo(subject + "@example.org");
            assertThat(me(REALM.user(subject, "member").sign()).text("id")).isEqualTo(first.text("id"));
        }

        @Test
        void opensOneAccountHoweverManyCome() throws Exception {
            var subject = UUID.randomUUID().toString();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var ids = IntStream.range(0, 16)
                        .mapToObj(i -> threads.submit(
                                () -> me(REALM.user(subject, "member").sign()).text("id")))
                        .toList();
                var distinct = new HashSet<String>();
                for (var id : ids) {
                    distinct.add(id.get());
                }
                assertThat(distinct).hasSize(1);
            }
        }

        /** T18: the address of a local account, and its id as the subject, lead nowhere. */
        @Test
        void neverLeadsToAnAccountThatExists() {
            var email = auth.register();
            var local = auth.get(
                    "/api/v1/auth/me", auth.logIn(email, AuthService.PASSWORD).text("access_token"));

            var foreign = me(REALM.user(local.text("id"), "member")
                    .claim("email", email)
                    .claim("email_verified", true)
                    .claim("preferred_username", email)
                    .sign());

            assertThat(foreign.status()).isEqualTo(200);
            assertThat(foreign.text("id")).isNotEqualTo(local.text("id"));
            assertThat(auth.logIn(email, AuthService.PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void leavesTheAddressFreeForALocalAccount() {
            var email = "later-" + UUID.randomUUID() + "@example.org";
            me(REALM.user(UUID.randomUUID().toString(), "member")
                    .claim("email", email)
                    .sign());

            assertThat(auth.post(
                                    "/api/v1/auth/register",
                                    AuthService.json("name", "U", "email", email, "password", AuthService.PASSWORD))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Nested
    class Roles {

        /** T19 of the threat model. */
        @Test
        void comeFromTheMapAlone() {
            assertThat(roles("member")).isEqualTo(List.of("user"));
            assertThat(roles("member", "boss")).isEqualTo(List.of("admin", "user"));
            for (var other : List.of("admin", "user", "Member", "realm-admin", "clerk", "boss ", "")) {
                assertThat(roles(other)).as(other).isEqualTo(List.of());
            }
        }

        /** T19: thirty ways to look like an administrator of the realm, of another client, or of Gatehouse itself. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'roles':['boss']}",
                    "{'role':'boss'}",
                    "{'role':'admin'}",
                    "{'groups':['/boss','admin']}",
                    "{'scope':'openid admin boss'}",
                    "{'permissions':['admin']}",
                    "{'authorities':['ROLE_ADMIN']}",
                    "{'realm_access':{'roles':['admin']}}",
                    "{'realm_access':{'roles':['Boss']}}",
                    "{'realm_access':{'roles':['BOSS']}}",
                    "{'realm_access':{'roles':['boss ']}}",
                    "{'realm_access':{'roles':[' boss']}}",
                    "{'realm_access':{'roles':['boss\\u0000']}}",
                    "{'realm_access':{'roles':['bоss']}}",
                    "{'realm_access':{'roles':['boss,member']}}",
                    "{'realm_access':{'roles':['boss=admin']}}",
                    "{'realm_access':{'roles':['realm/boss']}}",
                    "{'realm_access':{'roles':['realm/boss=admin']}}",
                    "{'realm_access':{'roles':'boss'}}",
                    "{'realm_access':{'roles':[['boss']]}}",
                    "{'realm_access':{'roles':{'boss':true}}}",
                    "{'realm_access':['boss']}",
                    "{'realm_access':{'Roles':['boss']}}",
                    "{'realm_access':{'realm_access':{'roles':['boss']}}}",
                    "{'resource_access':{'shop':{'roles':['boss','admin']}}}",
                    "{'resource_access':{'realm-management':{'roles':['realm-admin','boss']}}}",
                    "{'resource_access':{'account':{'roles':['boss']}}}",
                    "{'resource_access':{'gatehouse':{'roles':['admin','boss']}}}",
                    "{'resource_access':{'realm':{'roles':['boss']}}}",
                    "{'resource_access':{'roles':['boss']}}",
                    "{'resource_access':'boss'}"
                })
        void areNotGainedByLookingLikeThem(String json) throws ParseException {
            var token = REALM.user(UUID.randomUUID().toString());
            JSONObjectUtils.parse(json.replace('\'', '"')).forEach(token::claim);

            var exchanged = exchange(token.sign());

            if (exchanged.status() == 200) {
                assertThat(AuthService.claims(exchanged.text("access_token")).get("roles"))
                        .asString()
                        .doesNotContain("admin");
            }
        }

        @Test
        void ofAClientAreItsOwn() {
            var atShop = Map.of("shop", Map.of("roles", List.of("clerk", "boss")));
            var atAnother = Map.of("shop2", Map.of("roles", List.of("clerk")));

            assertThat(claims(REALM.user("s1").claim("resource_access", atShop).sign())
                            .get("roles"))
                    .isEqualTo(List.of("guest"));
            assertThat(claims(REALM.user("s2")
                                    .claim("resource_access", atAnother)
                                    .sign())
                            .get("roles"))
                    .isEqualTo(List.of());
        }

        @Test
        void thatWereLostDoNotComeBackWithAnOlderToken() {
            var now = REALM.now().getEpochSecond();
            var older = REALM.user("demoted", "member", "boss")
                    .claim("iat", now - 60)
                    .sign();
            assertThat(claims(older).get("roles")).isEqualTo(List.of("admin", "user"));
            assertThat(claims(REALM.user("demoted", "member").sign()).get("roles"))
                    .isEqualTo(List.of("user"));

            assertThat(claims(older).get("roles")).isEqualTo(List.of("user"));
        }

        private static @Nullable Object roles(String... realmRoles) {
            return claims(REALM.user(UUID.randomUUID().toString(), realmRoles).sign())
                    .get("roles");
        }

        private static Map<String, Object> claims(String token) {
            return AuthService.claims(ours(token));
        }
    }

    @Nested
    class Exchanged {

        @Test
        void carriesHowAndWhenTheOwnerLoggedInAndTheClient() {
            var now = REALM.now().getEpochSecond();
            var token = REALM.user("stepped-up", "member")
                    .claim("acr", "2")
                    .claim("amr", List.of("pwd", "otp"))
                    .claim("auth_time", now - 5)
                    .claim("exp", now + 100)
                    .sign();

            var claims = AuthService.claims(ours(token));

            assertThat(claims)
                    .containsEntry("acr", "2")
                    .containsEntry("amr", List.of("otp", "pwd"))
                    .containsEntry("auth_time", now - 5)
                    .containsEntry("client_id", "gatehouse-web");
            assertThat((Long) claims.get("exp")).isLessThanOrEqualTo(now + 100);
            UUID.fromString((String) claims.get("sid"));
        }

        @Test
        void hasNoLevelThatIsNotInTheMap() {
            var token = REALM.user("gold", "member").claim("acr", "gold").sign();

            assertThat(AuthService.claims(ours(token))).doesNotContainKey("acr");
        }
    }

    @Nested
    class Refused {

        @Test
        void isEveryHostileToken() {
            var tokens = HostileTokens.againstRealm(REALM).toList();
            assertThat(tokens).hasSizeGreaterThan(150).allSatisfy(hostile -> {
                var answer = exchange(hostile.token());
                assertThat(answer.status()).as(hostile.name()).isEqualTo(400);
            });
        }

        @Test
        void isATokenOfOurOwnUser() {
            assertThat(exchange(auth.newUser()).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void isATokenOfADisabledAndOfADeletedAccount() {
            var token = REALM.user("unwanted", "member").sign();
            var path = "/users/" + me(token).text("id");
            var admin = auth.administrator();

            auth.send("PATCH", path, admin, "{\"enabled\":false}");
            assertThat(exchange(token).text("error")).isEqualTo("invalid_grant");
            auth.send("PATCH", path, admin, "{\"enabled\":true}");
            assertThat(exchange(token).status()).isEqualTo(200);
            auth.delete(path, admin);
            assertThat(exchange(token).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void isALoginOfItWithAPassword() {
            me(REALM.user("nopassword", "member")
                    .claim("email", "nopassword@example.org")
                    .sign());

            assertThat(auth.logIn("nopassword@example.org", "").status()).isEqualTo(401);
        }
    }
}
