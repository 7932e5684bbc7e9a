package org.gatehouse.vault.audit;

import java.util.UUID;

/** Who asked, and under which request id: {@code user:<account>} or {@code service:<client id>}. */
public record Requester(String actor, String requestId) {

    public static Requester service(String clientId, String requestId) {
        return new Requester("service:" + clientId, requestId);
    }

    /** Whoever runs a command where the service's settings are. */
    public static Requester operator(UUID run) {
        return new Requester("operator:" + System.getProperty("user.name", "unknown"), "command-" + run);
    }

    public static Requester user(UUID accountId, String requestId) {
        return new Requester("user:" + accountId, requestId);
    }
}
