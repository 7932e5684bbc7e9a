package org.gatehouse.vault.audit;

import java.util.UUID;

/** Who asked, and under which request id: {@code user:<account>} or {@code service:<client id>}. */
public record Requester(String actor, String requestId) {

    public static Requester service(String clientId, String requestId) {
        return new Requester("service:" + clientId, requestId);
    }

    public static Requester user(UUID accountId, String requestId) {
        return new Requester("user:" + accountId, requestId);
    }
}
