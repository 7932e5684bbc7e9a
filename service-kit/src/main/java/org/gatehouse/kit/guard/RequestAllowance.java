package org.gatehouse.kit.guard;

import org.jspecify.annotations.Nullable;

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
     * Who undoes a coding of bodies that the path takes; null when it takes none such, or not at the moment.
     *
     * @param coding in lower case
     */
    default @Nullable BodyDecoder decoder(String coding, String method, String host, String path) {
        return null;
    }

    /**
     * Whether a header with an underscore in its name is left out before anybody sees it, and not refused: for the one
     * service that clients talk to. Behind it nobody has a reason to send one.
     */
    default boolean dropsUnderscored() {
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
