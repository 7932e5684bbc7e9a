package org.gatehouse.auth.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.Role;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.token.Authentication;
import org.gatehouse.kit.token.ForeignToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FederationSettingsTest {

    private static final String ACR = "1=1,2=2";

    private static RoleMap roles(String setting) {
        return new RoleMap(new FederationConfig(setting, ACR, List.of()));
    }

    private static ForeignToken token(List<String> realm, String client, List<String> atClient) {
        return new ForeignToken(
                "https://id.test/realms/r",
                "ada",
                client,
                Optional.empty(),
                Authentication.NONE,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(
                        "realm_access", Map.of("roles", realm),
                        "resource_access", Map.of(client, Map.of("roles", atClient))));
    }

    @Test
    void rolesOfTheRealmAndOfAClientAreKeptApart() {
        var map = roles("realm/staff=user, client/my/app/boss=admin");

        assertThat(map.of(token(List.of("staff", "boss"), "my/app", List.of("staff"))))
                .containsExactly(Role.USER);
        assertThat(map.of(token(List.of(), "my/app", List.of("boss")))).containsExactly(Role.ADMIN);
        assertThat(map.of(token(List.of(), "other", List.of("boss")))).isEmpty();
        assertThat(map.realmRoleFor(Role.USER)).contains("staff");
        assertThat(map.realmRoleFor(Role.ADMIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user",
                "user=user",
                "realm/=user",
                "realm/staff=",
                "realm/staff=root",
                "realm/staff=service",
                "client/app=admin",
                "realm/a=user,",
                "realm/a=user;realm/b=admin"
            })
    void aRoleMapThatSaysNothingClearRefusesTheStart(String setting) {
        assertThatThrownBy(() -> roles(setting))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("GATEHOUSE_KEYCLOAK_ROLES ");
    }

    @Test
    void levelsThatAreNotListedAreWorthNothing() {
        var map = new AcrMap(new FederationConfig("realm/a=user", "silver=1,gold=2", List.of()));

        assertThat(map.of("gold")).contains("2");
        assertThat(map.of("2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1=3", "1=1,1=2", "=1"})
    void aMapOfLevelsThatSaysNothingClearRefusesTheStart(String setting) {
        assertThatThrownBy(() -> new AcrMap(new FederationConfig("realm/a=user", setting, List.of())))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("GATEHOUSE_KEYCLOAK_ACR ");
    }

    @Test
    void aSessionOfTheRealmAlwaysHasTheSameNameHereAndAnotherIssuersHasAnother() {
        var id = ForeignSession.id("https://id.test/realms/r", "HgI4yl7xd41rY_GGXUTkzZDI");

        assertThat(ForeignSession.id("https://id.test/realms/r", "HgI4yl7xd41rY_GGXUTkzZDI"))
                .isEqualTo(id);
        assertThat(ForeignSession.id("https://id.test/realms/s", "HgI4yl7xd41rY_GGXUTkzZDI"))
                .isNotEqualTo(id);
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
