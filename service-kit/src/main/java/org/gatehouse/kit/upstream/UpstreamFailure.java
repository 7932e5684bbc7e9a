package org.gatehouse.kit.upstream;

/** Why a call ended without a complete response. Reasons are for logs, never for clients. */
public sealed interface UpstreamFailure {

    /** No address can be asked: the group's names did not resolve, or each has as many calls as it may have. */
    record NoTarget() implements UpstreamFailure {}

    /** No connection could be made to any replica tried. Nothing was sent. */
    record Refused(String reason) implements UpstreamFailure {}

    /** The connection was not up in time, on any replica tried. Nothing was sent. */
    record ConnectTimeout() implements UpstreamFailure {}

    /** The TLS handshake failed, for example on the certificate's name. Nothing was sent. */
    record TlsFailed(String reason) implements UpstreamFailure {}

    /**
     * The connection closed before a response.
     *
     * @param requestMayHaveBeenActedOn false only when nothing of the request had left this process: the one case in
     *     which any request, whatever its method, may be sent again
     */
    record ClosedBeforeHead(boolean requestMayHaveBeenActedOn) implements UpstreamFailure {}

    /** The connection closed before the body's end: what was delivered is truncated. */
    record ClosedMidBody() implements UpstreamFailure {}

    /** The upstream broke HTTP/1.1, or its head is larger than we take. */
    record Malformed(String reason) implements UpstreamFailure {}

    /** One of the {@link CallLimits} passed; the request may have been acted on. */
    record TimedOut(Limit limit) implements UpstreamFailure {}

    /** Which limit it was. */
    enum Limit {
        HEAD,
        IDLE,
        TOTAL
    }
}
