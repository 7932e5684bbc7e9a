package org.gatehouse.gateway.proxy;

import java.time.Duration;

/**
 * What is kept of one exchange: enough for an access-log line and the meters, nothing of a body or a credential.
 *
 * @param route the decision's route
 * @param caller the decision's caller, empty when unknown
 * @param path without its query, which may hold secrets
 * @param status as sent to the client; 0 when the client left before any
 * @param requestBytes body bytes received from the client
 * @param responseBytes body bytes written to the client
 * @param total from the request's head to the end of the exchange
 * @param own the part of the time up to the response's head that was the edge's; zero when there was no head
 * @param upstreamHead from the request's head to the upstream's response head; zero when there was none
 * @param upstream authority of the replica that served it, empty when none did
 * @param detail internal reason when it did not complete, never shown to the client; empty otherwise
 * @param trace its place in the trace
 */
public record ExchangeRecord(
        String requestId,
        String client,
        String method,
        String path,
        String route,
        String caller,
        int status,
        long requestBytes,
        long responseBytes,
        Duration total,
        Duration own,
        Duration upstreamHead,
        String upstream,
        Outcome outcome,
        String detail,
        ExchangeTrace trace) {

    /** How the exchange ended. */
    public enum Outcome {
        /** Proxied whole. */
        COMPLETE,
        /** Served by one of our own controllers. */
        LOCAL,
        /** Answered with an error by policy. */
        REFUSED,
        /** The client left before the end. */
        CLIENT_GONE,
        /** No response head could be had from any replica. */
        UPSTREAM_FAILED,
        /** The response broke off after its head had been forwarded. */
        TRUNCATED
    }
}
