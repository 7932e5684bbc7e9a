package org.gatehouse.deploy.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each service is told: the launcher's own environment first, generated secrets and addresses for the rest. */
final class ServiceEnvironment {
    static final String ADMIN_EMAIL = "GATEHOUSE_ADMIN_EMAIL";
    static final String ADMIN_PASSWORD = "GATEHOUSE_ADMIN_PASSWORD";
    static final String DEFAULT_ADMIN = "admin@gatehouse.local";

    private final Settings settings;
    private final Secrets secrets;
    private final Plan plan;

    ServiceEnvironment(Settings settings, Secrets secrets, Plan plan) {
        this.settings = settings;
        this.secrets = secrets;
        this.plan = plan;
    }

    Map<String, String> of(Instance instance, int databasePort) throws CannotStart {
        var allowed = FurtherSettings.allowedBy(settings);
        var environment = new TreeMap<>(settings.environment());
        environment.keySet().removeIf(name -> !allowed.reach(instance.service(), name));
        addresses(environment, instance);
        keycloak(environment, instance.service());
        for (var name : secretsOf(instance.service())) {
            if (!settings.has(name)) {
                environment.put(name + "_FILE", generated(name).toString());
            }
        }
        if (Service.withDatabase().contains(instance.service())) {
            var database = ServiceDatabases.nameFor(instance.service());
            setDefault(environment, instance.service().setting("DB_URL"), ServiceDatabases.url(databasePort, database));
            setDefault(environment, instance.service().setting("DB_USER"), database);
            if (!settings.has(instance.service().setting("DB_URL"))) {
                setDefault(
                        environment,
                        instance.service().setting("DB_OWNER"),
                        ServiceDatabases.ownerFor(instance.service()));
            }
        }
        return environment;
    }

    Path generated(String name) throws CannotStart {
        if (name.endsWith("_MASTER_KEYS")) {
            return secrets.masterKeys(name);
        }
        return name.equals(ADMIN_PASSWORD) ? secrets.password(name) : secrets.token(name);
    }

    private void addresses(Map<String, String> environment, Instance instance) {
        environment.put(instance.service().setting("PORT"), Integer.toString(instance.port()));
        environment.put(instance.service().setting("MANAGEMENT_PORT"), Integer.toString(instance.managementPort()));
        setDefault(
                environment,
                "GATEHOUSE_ISSUER",
                "http://localhost:" + plan.first(Service.GATEWAY).port());
        if (instance.service() == Service.AUTH) {
            setDefault(environment, ADMIN_EMAIL, DEFAULT_ADMIN);
        }
        if (instance.service() == Service.AUTH && settings.onLoopback()) {
            setDefault(environment, "GATEHOUSE_ADMIN_FACTOR_DELAY", "0s");
            setDefault(environment, "GATEHOUSE_REGISTRATION", "open");
        }
        for (var target : Service.values()) {
            if (target == Service.GATEWAY) {
                continue;
            }
            boolean edge = instance.service() == Service.GATEWAY;
            setDefault(environment, target.setting("URL"), edge ? plan.urls(target) : plan.url(target));
            setDefault(
                    environment,
                    target.setting("HEALTH_URL"),
                    edge ? plan.readinessOfAll(target) : plan.readiness(plan.first(target)));
        }
    }

    private void keycloak(Map<String, String> environment, Service service) throws CannotStart {
        if (plan.keycloak().isEmpty()) {
            return;
        }
        plan.keycloak().get().settings().forEach((name, value) -> setDefault(environment, name, value));
        if (service == Service.AUTH && !settings.has(KeycloakPlan.CLIENT_SECRET)) {
            environment.put(
                    KeycloakPlan.CLIENT_SECRET + "_FILE",
                    secrets.token(KeycloakPlan.CLIENT_SECRET).toString());
        }
    }

    private static void setDefault(Map<String, String> environment, String name, String value) {
        if (!environment.containsKey(name + "_FILE")) {
            environment.merge(name, value, (given, ours) -> given.isBlank() ? ours : given);
        }
    }

    private List<String> secretsOf(Service service) {
        var names = new ArrayList<String>();
        names.add(service.setting("CLIENT_SECRET"));
        if (Service.withDatabase().contains(service)) {
            names.add(service.setting("DB_PASSWORD"));
            if (!settings.has(service.setting("DB_URL"))) { // whose database is elsewhere says itself who owns it
                names.add(service.setting("DB_OWNER_PASSWORD"));
            }
        }
        if (service == Service.AUTH || service == Service.VAULT) {
            names.add(service.setting("MASTER_KEYS"));
        }
        if (service == Service.AUTH) {
            for (var client : Service.values()) {
                names.add(client.setting("CLIENT_SECRET"));
            }
            names.add(ADMIN_PASSWORD);
        }
        return names;
    }
}
