package org.gatehouse.kit.guard;

/**
 * What a service lets single paths have. A service with a bean of this type decides by its routes; without one every body
 * may have {@code micronaut.server.max-request-size} bytes. Asked on event loops for every request: it must not block.
 */
public interface RequestAllowance {

    /** Bytes of request body, decoded from its framing, that the route takes. */
    long maxBodyBytes(String method, String path);

    /** The same where the host counts, too; by default it does not. */
    default long maxBodyBytes(String method, String host, String path) {
        return maxBodyBytes(method, path);
    }

    /** Whether the path may hold {@code %2F}. The service must then resolve it itself before it routes. */
    default boolean encodedSlash(String path) {
        return false;
    }

    /**
     * Whether a WebSocket handshake is passed on here. Its connection is then the handlers' behind the guard: they take
     * the guard out of the pipeline together with the codec when they switch protocols.
     */
    default boolean webSocket(String host, String path) {
        return false;
    }
}
