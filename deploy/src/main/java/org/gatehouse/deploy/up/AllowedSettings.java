package org.gatehouse.deploy.up;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the launcher's own variables a service is given: what the system needs, what the suite shares, and the service's
 * own. A secret reaches the services that use it and no other; what is not listed here reaches nobody.
 *
 * @param ofUpstreams names that the file of further settings refers to where it tells of upstreams
 * @param ofFile names that it refers to elsewhere
 */
record AllowedSettings(Set<String> ofUpstreams, Set<String> ofFile) {

    private static final String OURS = "GATEHOUSE_";

    /** Of the machine: programs, folders, language, time, certificates. */
    private static final Set<String> SYSTEM = Set.of(
            "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR");

    private static final List<String> SYSTEM_PREFIXES = List.of("LC_", "OTEL_", "JAVA_TOOL_", "JDK_JAVA_");

    /** Where services are: everybody may know. */
    private static final List<String> ADDRESSES = List.of("URL", "HEALTH_URL", "PORT", "MANAGEMENT_PORT");

    private static final Set<String> SHARED = Set.of(
            "ISSUER",
            "BIND_ADDRESS",
            "DRAIN_DELAY",
            "BODY_BUDGET",
            "BODY_ACCOUNT_SHARE",
            "LOG_LEVEL",
            "CONFIG",
            "SERVICE_NAME",
            "KEYCLOAK_URL",
            "KEYCLOAK_INTERNAL_URL",
            "KEYCLOAK_ROLES");

    private static final Set<Service> OF_UPSTREAMS = Set.of(Service.CATALOG, Service.RELAY);

    /** What does not bear the name of its service, by how it begins. */
    private static final Map<String, Set<Service>> FURTHER = Map.ofEntries(
            Map.entry("UPSTREAM_", OF_UPSTREAMS),
            Map.entry("UPSTREAMS_", OF_UPSTREAMS),
            Map.entry("ECHO_", Set.of(Service.RELAY)),
            Map.entry("KEYCLOAK_", Set.of(Service.AUTH)),
            Map.entry("ADMIN_", Set.of(Service.AUTH)),
            Map.entry("REGISTRATION", Set.of(Service.AUTH)),
            Map.entry("ACCOUNTS", Set.of(Service.AUTH)),
            Map.entry("ACCESS_TOKEN_LIFETIME", Set.of(Service.AUTH)),
            Map.entry("REFRESH_TOKEN_LIFETIME", Set.of(Service.AUTH)),
            Map.entry("API_KEY_TOKEN_LIFETIME", Set.of(Service.AUTH)),
            Map.entry("LIMIT_", Set.of(Service.GATEWAY)),
            Map.entry("TLS", Set.of(Service.GATEWAY)),
            Map.entry("CORS_ORIGINS", Set.of(Service.GATEWAY)),
            Map.entry("TRUSTED_PROXIES", Set.of(Service.GATEWAY)),
            Map.entry("TRACE_CALLERS", Set.of(Service.GATEWAY)),
            Map.entry("CONNECTIONS_PER_ADDRESS", Set.of(Service.GATEWAY)),
            Map.entry("CALLS_PER_ACCOUNT", Set.of(Service.GATEWAY)),
            Map.entry("INFERENCE_BODY_LIMIT", Set.of(Service.GATEWAY, Service.RELAY)));

    boolean reach(Service service, String name) {
        if (name.endsWith("_FILE") && !name.equals("SSL_CERT_FILE")) {
            return reach(service, name.substring(0, name.length() - "_FILE".length()));
        }
        return name.startsWith(OURS)
                ? ours(service, name.substring(OURS.length()))
                : SYSTEM.contains(name)
                        || SYSTEM_PREFIXES.stream().anyMatch(name::startsWith)
                        || (name.startsWith("AWS_") && service == Service.VAULT)
                        || ofFile.contains(name)
                        || (ofUpstreams.contains(name) && OF_UPSTREAMS.contains(service));
    }

    private static boolean ours(Service service, String name) {
        if (SHARED.contains(name)) {
            return true;
        }
        for (var owner : Service.values()) {
            var prefix = owner.name() + "_";
            if (name.startsWith(prefix)) {
                var rest = name.substring(prefix.length());
                return owner == service
                        || ADDRESSES.contains(rest)
                        || (service == Service.AUTH && rest.equals("CLIENT_SECRET"));
            }
        }
        return FURTHER.entrySet().stream()
                .anyMatch(entry ->
                        name.startsWith(entry.getKey()) && entry.getValue().contains(service));
    }
}
