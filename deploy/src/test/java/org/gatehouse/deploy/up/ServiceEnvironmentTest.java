package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceEnvironmentTest {
    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> given = new TreeMap<>();

    @BeforeEach
    void freePorts() throws CannotStart {
        for (var service : Service.values()) {
            given.put(service.setting("PORT"), Integer.toString(Ports.free()));
            given.put(service.setting("MANAGEMENT_PORT"), Integer.toString(Ports.free()));
        }
    }

    @Test
    void givesAServiceItsOwnSecretsOnly() throws CannotStart {
        var vault = environmentOf(Service.VAULT);

        assertThat(vault.keySet().stream().filter(name -> name.endsWith("_FILE")))
                .containsExactlyInAnyOrder(
                        "GATEHOUSE_VAULT_CLIENT_SECRET_FILE",
                        "GATEHOUSE_VAULT_DB_PASSWORD_FILE",
                        "GATEHOUSE_VAULT_MASTER_KEYS_FILE");
        assertThat(environmentOf(Service.AUTH))
                .containsKeys("GATEHOUSE_VAULT_CLIENT_SECRET_FILE", "GATEHOUSE_ADMIN_PASSWORD_FILE");
    }

    @Test
    void withholdsTheSecretsOfOthersThatTheEnvironmentHolds() throws CannotStart {
        given.put("GATEHOUSE_VAULT_MASTER_KEYS", "k2:given");
        given.put("GATEHOUSE_ADMIN_PASSWORD", "given");

        assertThat(environmentOf(Service.VAULT)).containsEntry("GATEHOUSE_VAULT_MASTER_KEYS", "k2:given");
        assertThat(environmentOf(Service.VAULT)).doesNotContainKey("GATEHOUSE_VAULT_MASTER_KEYS_FILE");
        assertThat(environmentOf(Service.RELAY))
                .doesNotContainKeys("GATEHOUSE_VAULT_MASTER_KEYS", "GATEHOUSE_ADMIN_PASSWORD");
    }

    @Test
    void tellsTheEdgeOfEveryReplicaAndTheOthersOfTheFirst() throws CannotStart {
        var options = new Options(Map.of(Service.RELAY, 3));

        assertThat(environmentOf(Service.GATEWAY, options)
                        .getOrDefault("GATEHOUSE_RELAY_URL", "")
                        .split(",", -1))
                .hasSize(3)
                .allMatch(url -> url.startsWith("http://127.0.0.1:"));
        assertThat(environmentOf(Service.CATALOG, options))
                .containsEntry("GATEHOUSE_RELAY_URL", "http://127.0.0.1:" + given.get("GATEHOUSE_RELAY_PORT"));
    }

    @Test
    void leavesWhatTheEnvironmentSays() throws CannotStart {
        given.put("GATEHOUSE_ISSUER", "https://ai.example.com");
        given.put("GATEHOUSE_AUTH_DB_URL", "jdbc:postgresql://db/auth");

        assertThat(environmentOf(Service.AUTH))
                .containsEntry("GATEHOUSE_ISSUER", "https://ai.example.com")
                .containsEntry("GATEHOUSE_AUTH_DB_URL", "jdbc:postgresql://db/auth");
    }

    private Map<String, String> environmentOf(Service service) throws CannotStart {
        return environmentOf(service, new Options(Map.of()));
    }

    private Map<String, String> environmentOf(Service service, Options options) throws CannotStart {
        var settings = new Settings(given);
        var plan = Plan.of(options, settings);
        var instance = plan.instances().stream()
                .filter(i -> List.of(service).contains(i.service()))
                .findFirst()
                .orElseThrow();
        return new ServiceEnvironment(settings, new Secrets(folder, new SecureRandom()), plan).of(instance, 5432);
    }
}
