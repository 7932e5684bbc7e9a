package org.gatehouse.auth.client;

import io.micronaut.context.annotation.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;

/** The suite's own services as OAuth clients; their secrets come from the configuration and are kept as digests. */
@Context
public final class ServiceClients {

    private static final Digest NOBODYS = Digest.of(Secret.of("nobody's"));

    private static final String EDGE = "gateway-service";

    /** Every service that may be asked for as an audience. */
    private static final List<String> SERVICES =
            List.of(EDGE, "auth-service", "key-vault-service", "model-catalog-service", "chat-relay-service");

    private final Map<String, Digest> digests = new HashMap<>();

    ServiceClients(ServiceSecretsConfig config) {
        config.byService().forEach((service, secret) -> digests.put(service, Digest.of(secret)));
    }

    /** Takes the same time for a wrong secret and an unknown client. */
    public boolean authenticates(String clientId, Secret secret) {
        var known = digests.get(clientId);
        var matches = (known == null ? NOBODYS : known).matches(Digest.of(secret));
        return known != null && matches;
    }

    public boolean isEdge(String clientId) {
        return clientId.equals(EDGE);
    }

    public boolean isService(String name) {
        return SERVICES.contains(name);
    }
}
