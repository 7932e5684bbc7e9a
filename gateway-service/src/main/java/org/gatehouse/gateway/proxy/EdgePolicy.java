package org.gatehouse.gateway.proxy;

/**
 * Decides what becomes of a request from its head alone: the row route → authenticate → authorise → limit.
 *
 * <p>Asked once per request, on the connection's event loop, after the guard has accepted the head: it must neither
 * block nor wait. What needs I/O (an API key not seen before) answers {@link Decision.Pending}; the request's body is
 * not read meanwhile. An exception is answered with 500 and logged.
 */
@FunctionalInterface
public interface EdgePolicy {

    Decision decide(EdgeRequest request);

    /** What the answer to a request is given that the guard has refused. */
    default ResponseStamp onRefusal(EdgeRequest request) {
        return ResponseStamp.NONE;
    }
}
