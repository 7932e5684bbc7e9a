package org.gatehouse.kit.upstream;

import io.netty.handler.codec.http.HttpContent;

/**
 * The request side of one running call. Every method is called on the call's event loop; after the call has ended each
 * of them does nothing (and releases what it was given).
 */
public interface UpstreamCall {

    /**
     * Takes over one part of the request's body; a {@code LastHttpContent} ends the request, its trailers are dropped.
     * A call without a body writes {@code LastHttpContent.EMPTY_LAST_CONTENT}. Accepted before the connection is up, too.
     */
    void write(HttpContent part);

    /** Sends what was written, the request's head included: nothing leaves before the first flush. */
    void flush();

    /** False while the caller should stop writing; {@link UpstreamListener#onWritabilityChanged} tells when to go on. */
    boolean isWritable();

    /** Holds back the response: what has already been read from the socket is still delivered. */
    void setAutoRead(boolean on);

    /** Closes the connection at once. No callback follows. */
    void cancel();

    /** Authority of the replica that is, or was last, asked; empty before one was chosen. */
    String upstream();
}
