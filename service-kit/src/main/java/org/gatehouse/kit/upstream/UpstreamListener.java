package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/**
 * The response side of one call. All callbacks come on the call's event loop and none before {@code open} has returned.
 * Exactly one of {@link #onEnd} and {@link #onFailure} is the last one, unless the call is cancelled.
 */
public interface UpstreamListener {

    /** The final response's head, once; interim (1xx) responses are swallowed. */
    void onHead(HttpResponse head);

    /** A part of the body, never empty; the listener releases it or passes it on. */
    void onContent(ByteBuf owned);

    /** All that the socket had was delivered: the moment to flush, so that a frame costs one write. */
    default void onReadComplete() {}

    /** The response is complete. Flush here: {@link #onReadComplete} may not come again. */
    void onEnd();

    default void onWritabilityChanged(boolean writable) {}

    void onFailure(UpstreamFailure failure);

    /** An attempt ended without a word of answer, for this reason, at this authority; another one is made. */
    default void onAnotherAttempt(String authority, UpstreamFailure failure) {}
}
