package org.gatehouse.deploy.up;

import java.util.List;
import java.util.Map;

/**
 * Where the Keycloak of this start listens, and what the services are told of it.
 *
 * @param edge the public address of the suite, where browsers are sent back to
 * @param authService where Keycloak tells of sessions that have ended
 */
record KeycloakPlan(int port, int managementPort, String edge, String authService, boolean withTestUser) {
    static final String PORT = "GATEHOUSE_KEYCLOAK_PORT";
    static final String CLIENT_SECRET = "GATEHOUSE_KEYCLOAK_CLIENT_SECRET";

    private static final int DEFAULT_PORT = 8180;
    private static final String REALM = "/realms/gatehouse";

    static KeycloakPlan of(Options options, Settings settings, String edge, String authService) throws CannotStart {
        int port = settings.port(PORT, DEFAULT_PORT);
        Ports.checkFree(port, PORT, "127.0.0.1");
        var withTestUser = options.identity() == Options.Identity.KEYCLOAK_WITH_TEST_USER;
        return new KeycloakPlan(port, Ports.free(), edge, authService, withTestUser);
    }

    static String clientSecret(Secrets secrets, Settings settings) throws CannotStart {
        var given = settings.value(CLIENT_SECRET);
        return given.isPresent() ? given.get() : Secrets.read(secrets.token(CLIENT_SECRET));
    }

    String address() {
        return "http://localhost:" + port;
    }

    String issuer() {
        return address() + REALM;
    }

    String internalIssuer() {
        return "http://127.0.0.1:" + port + REALM;
    }

    List<String> options() {
        return List.of(
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + managementPort,
                "--hostname=" + address());
    }

    /** Settings of the services, unless the environment has them. */
    Map<String, String> settings() {
        return Map.of(
                "GATEHOUSE_KEYCLOAK_URL", issuer(),
                "GATEHOUSE_KEYCLOAK_INTERNAL_URL", internalIssuer(),
                "GATEHOUSE_KEYCLOAK_ROLES", "realm/user=user,realm/admin=admin");
    }
}
