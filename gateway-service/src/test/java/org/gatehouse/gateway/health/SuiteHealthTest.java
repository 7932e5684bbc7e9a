package org.gatehouse.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteHealthTest {

    private static Map<String, ServiceHealth> up(String... names) {
        var services = new HashMap<String, ServiceHealth>();
        for (var name : List.of("auth-service", "chat-relay-service", "key-vault-service")) {
            boolean isUp = List.of(names).contains(name);
            services.put(name, new ServiceHealth(isUp ? Status.HEALTHY : Status.UNHEALTHY, Instant.EPOCH));
        }
        return services;
    }

    private static Status status(Map<String, ServiceHealth> services, boolean knowsCredentials) {
        return SuiteHealth.of(services, knowsCredentials, true).status();
    }

    @Test
    void isHealthyWhenEveryServiceIsReady() {
        assertThat(status(up("auth-service", "chat-relay-service", "key-vault-service"), false))
                .isEqualTo(Status.HEALTHY);
    }

    @Test
    void isDegradedWhilePeopleCanSignIn() {
        assertThat(status(up("auth-service"), false)).isEqualTo(Status.DEGRADED);
        assertThat(status(up("auth-service", "key-vault-service"), true)).isEqualTo(Status.DEGRADED);
    }

    @Test
    void isDegradedWhileKnownCallersAreServedWithoutAuthService() {
        assertThat(status(up("chat-relay-service"), true)).isEqualTo(Status.DEGRADED);
    }

    @Test
    void isUnhealthyWhenNobodyCanBeServed() {
        assertThat(status(up("chat-relay-service"), false)).isEqualTo(Status.UNHEALTHY);
        assertThat(status(up(), true)).isEqualTo(Status.UNHEALTHY);
    }

    @Test
    void takesAServiceNotYetPolledForOneThatIsNotReady() {
        var services = up("auth-service", "key-vault-service");
        services.put("chat-relay-service", ServiceHealth.NOT_POLLED);
        assertThat(status(services, true)).isEqualTo(Status.DEGRADED);
    }

    @Test
    void isDegradedWhileRevocationsAreNotHeard() {
        var all = up("auth-service", "chat-relay-service", "key-vault-service");
        var health = SuiteHealth.of(all, true, false);
        assertThat(health.status()).isEqualTo(Status.DEGRADED);
        assertThat(health.services().get("auth-service"))
                .extracting(ServiceHealth::status)
                .isEqualTo(Status.DEGRADED);
        assertThat(SuiteHealth.of(up(), true, false).status()).isEqualTo(Status.UNHEALTHY);
    }

    @Test
    void isDegradedAndNoWorseWithoutKeycloak() {
        var away = new ServiceHealth(Status.UNHEALTHY, Instant.EPOCH);
        var all = SuiteHealth.of(up("auth-service", "chat-relay-service", "key-vault-service"), true, true);
        assertThat(all.with(away).status()).isEqualTo(Status.DEGRADED);
        assertThat(all.with(away).keycloak()).isEqualTo(away);
        assertThat(all.with(new ServiceHealth(Status.HEALTHY, Instant.EPOCH)).status())
                .isEqualTo(Status.HEALTHY);
        var none = SuiteHealth.of(up(), true, true);
        assertThat(none.with(new ServiceHealth(Status.HEALTHY, Instant.EPOCH)).status())
                .isEqualTo(Status.UNHEALTHY);
    }
}
