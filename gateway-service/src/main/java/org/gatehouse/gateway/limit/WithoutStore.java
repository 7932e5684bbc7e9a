package org.gatehouse.gateway.limit;

/** What a route's limit does while the store that all edges count in cannot be asked. */
public enum WithoutStore {
    /** Each edge grants its share of the limit by itself. */
    SHARE,
    /** Nobody is let through: for routes where guessing pays. */
    REFUSE
}
