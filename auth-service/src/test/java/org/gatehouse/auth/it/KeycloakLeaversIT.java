package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.keycloak.KeycloakRealm;
import org.gatehouse.testing.keycloak.KeycloakServer;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever is disabled or deleted in a real Keycloak's own console loses their keys and tokens here. */
final class KeycloakLeaversIT {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static final Duration ONE_ROUND = Duration.ofSeconds(20);

    private static AuthService auth;
    private static KeycloakRealm realm;

    @BeforeAll
    static void start() {
        var server = KeycloakServer.shared();
        realm = KeycloakRealm.of(server);
        auth = AuthService.on(DATABASE, settings("200ms"));
    }

    private static Map<String, Object> settings(String pause) {
        var settings = new HashMap<>(KeycloakServer.shared().properties());
        settings.put("gatehouse.keycloak.look-for-leavers", pause);
        return settings;
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    private static double rounds(AuthService of, String outcome) {
        return of.bean(MeterRegistry.class)
                .counter("gatehouse.keycloak.looks", "outcome", outcome)
                .count();
    }

    private static void awaitRounds(AuthService of, String outcome) {
        var two = rounds(of, outcome) + 2;
        Eventually.becomes(true, () -> rounds(of, outcome) >= two, ONE_ROUND);
    }

    private static Answer use(AuthService service, String key) {
        return service.post("/auth/token", AuthService.json("api_key", key));
    }

    private static void becomesRefused(AuthService service, String key) {
        Eventually.becomes(401, () -> use(service, key).status(), ONE_ROUND);
    }

    /** A user of the realm with a key of their own. */
    private record Holder(String subject, String token, String ours, String key) {

        static Holder at(AuthService service) {
            var name = "leaver-" + UUID.randomUUID();
            var subject = realm.createUser(name, "a good pass phrase");
            var token =
                    realm.logIn(name, "a good pass phrase").path("access_token").asText();
            var ours = service.exchange(token).text("access_token");
            return new Holder(
                    subject,
                    token,
                    ours,
                    service.post("/api/v1/auth/keys", ours, "{}").text("key"));
        }

        String account() {
            return String.valueOf(AuthService.claims(ours).get("sub"));
        }

        void isDisabledThere() {
            realm.administer("PUT", "/users/" + subject, "{\"enabled\":false}");
        }

        void isEnabledThere() {
            realm.administer("PUT", "/users/" + subject, "{\"enabled\":true}");
        }
    }

    @Test
    void keysAndTokensOfAUserDisabledThereAreRefusedAndTheRecordSaysWhy() {
        var holder = Holder.at(auth);
        var other = Holder.at(auth);
        assertThat(use(auth, holder.key()).status()).isEqualTo(200);

        holder.isDisabledThere();
        becomesRefused(auth, holder.key());

        assertThat(auth.exchange(holder.token()).text("error")).isEqualTo("invalid_grant");
        assertThat(auth.get("/users/" + holder.account(), auth.administrator()).json())
                .containsEntry("enabled", false);
        assertThat(auth.get("/admin/audit?type=account.changed&account=" + holder.account(), auth.administrator())
                        .list("data"))
                .singleElement()
                .asString()
                .contains("disabled_at_keycloak", "enabled=false");
        assertThat(use(auth, other.key()).status()).isEqualTo(200);
    }

    @Test
    void whoIsEnabledThereAgainHasTheirKeysBackAndNoTokenOfBefore() {
        var holder = Holder.at(auth);
        auth.pass(Duration.ofSeconds(2)); // tokens tell whole seconds
        holder.isDisabledThere();
        becomesRefused(auth, holder.key());

        holder.isEnabledThere();
        Eventually.becomes(200, () -> use(auth, holder.key()).status(), ONE_ROUND);

        assertThat(auth.exchange(holder.token()).text("error")).isEqualTo("invalid_grant");
        assertThat(auth.get("/admin/audit?type=account.changed&account=" + holder.account(), auth.administrator())
                        .body())
                .contains("enabled_at_keycloak");
    }

    @Test
    void whomAnAdministratorDisabledHereStaysSo() {
        var holder = Holder.at(auth);
        holder.isDisabledThere();
        becomesRefused(auth, holder.key());
        auth.send("PATCH", "/users/" + holder.account(), auth.administrator(), "{\"enabled\":false}");

        holder.isEnabledThere();
        awaitRounds(auth, "done");

        assertThat(use(auth, holder.key()).status()).isEqualTo(401);
    }

    @Test
    void keysOfAUserDeletedThereAreRefusedToo() {
        var holder = Holder.at(auth);

        realm.administer("DELETE", "/users/" + holder.subject(), null);
        becomesRefused(auth, holder.key());

        assertThat(auth.get("/admin/audit?type=account.changed&account=" + holder.account(), auth.administrator())
                        .body())
                .contains("gone_at_keycloak");
    }

    @Test
    void aProgramOfAnAdministratorWhoLeftIsRefused() {
        var name = "boss-" + UUID.randomUUID();
        var subject = realm.createUser(name, "a good pass phrase");
        realm.giveRealmRole(subject, "admin");
        var ours = auth.exchange(realm.logIn(name, "a good pass phrase")
                        .path("access_token")
                        .asText())
                .text("access_token");
        var program = auth.post("/admin/clients", ours, "{\"name\":\"nightly\",\"permissions\":[\"read\"]}")
                .text("api_key");
        assertThat(use(auth, program).status()).isEqualTo(200);

        realm.administer("PUT", "/users/" + subject, "{\"enabled\":false}");

        becomesRefused(auth, program);
    }

    @Test
    void everyPageIsAskedAbout() {
        var first = Holder.at(auth);
        for (int i = 0; i < 55; i++) {
            Holder.at(auth);
        }
        var last = Holder.at(auth);
        first.isDisabledThere();
        last.isDisabledThere();

        becomesRefused(auth, first.key());
        becomesRefused(auth, last.key());
    }

    @Test
    void whoUsesAKeyIsAskedAboutBeforeTheirTurn() {
        try (var slow = AuthService.on(DATABASE, settings("1h"))) {
            awaitRounds(slow, "done");
            var holder = Holder.at(slow);
            slow.pass(Duration.ofMinutes(5));
            holder.isDisabledThere();

            becomesRefused(slow, holder.key());
        }
    }

    @Test
    void nothingChangesWhileKeycloakIsAway() {
        var holder = Holder.at(auth);
        var settings = settings("200ms");
        settings.put("gatehouse.keycloak.internal-url", "http://127.0.0.1:9/realms/gatehouse");
        try (var cutOff = AuthService.on(DATABASE, settings)) {
            awaitRounds(cutOff, "failed");

            assertThat(use(cutOff, holder.key()).status()).isEqualTo(200);
        }
    }
}
