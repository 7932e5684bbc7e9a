package org.gatehouse.chat.upstream.morpheus;

import java.time.Duration;

/**
 * How the sessions of a node are pooled.
 *
 * @param sessionDuration how long a session is opened for
 * @param size the most sessions for each model
 * @param queueDeadline how long a request waits for one
 * @param sharedWallet whether sessions that we did not open may be somebody else's
 */
record PoolSettings(
        Duration sessionDuration,
        int size,
        Duration queueDeadline,
        boolean sharedWallet,
        Rests rests,
        ChainTimes chain) {

    /** The chain refuses 300 s, rounding included; less than this is no sensible session. */
    static final Duration SHORTEST_SESSION = Duration.ofMinutes(10);

    /** A request is not begun on a session that ends so soon. */
    static final Duration LAST_MOMENTS = Duration.ofSeconds(30);

    /**
     * How long a session is left alone.
     *
     * @param afterCancel the node may still be working for a client that has left
     * @param afterFailure the first time its provider fails; longer each further time
     * @param afterNonceConflict before the wallet sends another transaction
     */
    record Rests(Duration afterCancel, Duration afterFailure, Duration afterNonceConflict) {}

    /**
     * Times of the chain.
     *
     * @param transaction until the node must have answered an open or a close
     * @param ambiguity how long an open that got no clear answer may still take effect: the provider's approval expires
     * @param closeAfter how long after its end a session is left for the node to close it by itself
     */
    record ChainTimes(Duration transaction, Duration ambiguity, Duration closeAfter) {}

    PoolSettings withSharedWallet() {
        return new PoolSettings(sessionDuration, size, queueDeadline, true, rests, chain);
    }
}
