package org.gatehouse.kit.guard;

/**
 * What a service lets single paths have. A service with a bean of this type decides by its routes; without one every body
 * may have {@code micronaut.server.max-request-size} bytes. Asked on event loops for every request: it must not block.
 */
public interface RequestAllowance {

    /** Bytes of request body, decoded from its framing, that the route takes. */
    long maxBodyBytes(String method, String path);

    /** Whether the path may hold {@code %2F}. The service must then resolve it itself before it routes. */
    default boolean encodedSlash(String path) {
        return false;
    }
}
