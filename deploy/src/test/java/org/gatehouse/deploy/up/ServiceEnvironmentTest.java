package org.gatehouse.deploy.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
                        "GATEHOUSE_VAULT_DB_OWNER_PASSWORD_FILE",
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

    /** Every secret there is, and who may be told it: an allow-list, so that one more is nobody's at first. */
    @Test
    void tellsNoServiceASecretOfAnother() throws CannotStart, IOException {
        var config = Files.writeString(folder.resolve("more.yml"), """
                gatehouse:
                  upstreams:
                    one:
                      api-key: ${KEY_OF_ONE}
                      base-url: ${URL_OF_ONE:http://localhost:1/v1}
                  services:
                    voice:
                      url: ${VOICE_URL}
                """);
        given.put("GATEHOUSE_CONFIG", config.toString());
        var everybodys = List.of("VOICE_URL", "OTEL_EXPORTER_OTLP_HEADERS", "PATH");
        var holders = new LinkedHashMap<String, List<Service>>();
        for (var service : Service.values()) {
            holders.put(service.setting("CLIENT_SECRET"), List.of(Service.AUTH, service));
        }
        for (var service : Service.withDatabase()) {
            for (var name : List.of("DB_URL", "DB_PASSWORD", "DB_OWNER_PASSWORD")) {
                holders.put(service.setting(name), List.of(service));
            }
        }
        for (var name :
                List.of("AWS_SECRET_ACCESS_KEY", "GATEHOUSE_VAULT_TRANSIT_TOKEN", "GATEHOUSE_VAULT_MASTER_KEYS")) {
            holders.put(name, List.of(Service.VAULT));
        }
        for (var name : List.of("GATEHOUSE_AUTH_MASTER_KEYS", "GATEHOUSE_ADMIN_PASSWORD", KeycloakPlan.CLIENT_SECRET)) {
            holders.put(name, List.of(Service.AUTH));
        }
        for (var name :
                List.of("GATEHOUSE_UPSTREAM_API_KEY", "GATEHOUSE_UPSTREAMS_TWO_API_KEY", "KEY_OF_ONE", "URL_OF_ONE")) {
            holders.put(name, List.of(Service.CATALOG, Service.RELAY));
        }
        holders.put("GATEHOUSE_LIMIT_STORE", List.of(Service.GATEWAY));
        for (var name : List.of(Stack.SUPERUSER_PASSWORD, "OPENAI_API_KEY", "GATEHOUSE_NOBODY_KNOWS", "GITHUB_TOKEN")) {
            holders.put(name, List.of());
        }
        everybodys.forEach(name -> holders.put(name, List.of(Service.values())));
        holders.keySet().forEach(name -> {
            given.put(name, "canary of " + name);
            given.put(name + "_FILE", "/canary");
        });

        for (var service : Service.values()) {
            var environment = environmentOf(service);
            holders.forEach((name, allowed) -> {
                assertThat(environment.containsKey(name))
                        .as(name + " at " + service)
                        .isEqualTo(allowed.contains(service));
                assertThat(environment.containsKey(name + "_FILE"))
                        .as(name + "_FILE at " + service)
                        .isEqualTo(allowed.contains(service));
            });
        }
    }

    /** What a service's own configuration reads is not withheld from it. */
    @Test
    void givesEachServiceWhatItReads() throws CannotStart, IOException {
        var placeholder = Pattern.compile("\\$\\{((?:GATEHOUSE|OTEL)_[A-Z0-9_]+)");
        for (var service : Service.values()) {
            var read = new TreeSet<String>();
            for (var file : List.of(
                    service.artifact() + "/src/main/resources/application.yml",
                    "service-kit/src/main/resources/gatehouse-defaults.properties")) {
                placeholder
                        .matcher(Files.readString(Path.of("..").resolve(file)))
                        .results()
                        .forEach(match -> read.add(match.group(1)));
            }
            var allowed = new AllowedSettings(Set.of(), Set.of());
            assertThat(read).as(service.artifact()).allMatch(name -> allowed.reach(service, name));
        }
    }

    @Test
    void connectsAServiceByAnotherRoleThanTheOwners() throws CannotStart {
        assertThat(environmentOf(Service.VAULT))
                .containsEntry("GATEHOUSE_VAULT_DB_USER", "gatehouse_vault")
                .containsEntry("GATEHOUSE_VAULT_DB_OWNER", "gatehouse_vault_owner");
        given.put("GATEHOUSE_VAULT_DB_URL", "jdbc:postgresql://db/vault");
        assertThat(environmentOf(Service.VAULT))
                .doesNotContainKeys("GATEHOUSE_VAULT_DB_OWNER", "GATEHOUSE_VAULT_DB_OWNER_PASSWORD_FILE");
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
