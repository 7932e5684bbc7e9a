package org.gatehouse.deploy.up;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The services of the suite in the order of their start; they are stopped in the reverse order. */
enum Service {
    AUTH("auth", "auth-service", "org.gatehouse.auth", 8101, 9101, 256),
    VAULT("key-vault", "key-vault-service", "org.gatehouse.vault", 8102, 9102, 160),
    CATALOG("model-catalog", "model-catalog-service", "org.gatehouse.catalog", 8103, 9103, 128),
    RELAY("chat-relay", "chat-relay-service", "org.gatehouse.chat", 8104, 9104, 256),
    GATEWAY("gateway", "gateway-service", "org.gatehouse.gateway", 8080, 9080, 256);

    private final String shortName;
    private final String artifact;
    private final String javaPackage;
    private final int port;
    private final int managementPort;
    private final int heapMib;

    Service(String shortName, String artifact, String javaPackage, int port, int managementPort, int heapMib) {
        this.shortName = shortName;
        this.artifact = artifact;
        this.javaPackage = javaPackage;
        this.port = port;
        this.managementPort = managementPort;
        this.heapMib = heapMib;
    }

    static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(service -> name.equals(service.shortName) || name.equals(service.artifact))
                .findFirst();
    }

    static List<Service> withDatabase() {
        return List.of(AUTH, VAULT, CATALOG);
    }

    /** The name of one of its settings, for example {@code GATEHOUSE_AUTH_PORT}. */
    String setting(String suffix) {
        return "GATEHOUSE_" + name() + "_" + suffix;
    }

    String artifact() {
        return artifact;
    }

    String shortName() {
        return shortName;
    }

    String mainClass() {
        return javaPackage + ".Application";
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    int heapMib() {
        return heapMib;
    }

    /** Only what nothing but the edge calls can be found by a list of addresses. */
    boolean replicable() {
        return this == RELAY || this == VAULT || this == CATALOG;
    }
}
