package org.gatehouse.kit.upstream;

import io.netty.handler.codec.http.HttpResponse;

/** The response side of a call that asks for another protocol. */
public interface UpgradeListener extends UpstreamListener {

    /**
     * The upstream speaks the other protocol from here on; instead of {@link #onHead} and of everything after it.
     *
     * @param head of the response 101, found to answer this very handshake
     * @param connection to be taken over at once, within this call
     */
    void onSwitched(HttpResponse head, SwitchedConnection connection);
}
