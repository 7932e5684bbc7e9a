package org.gatehouse.gateway.tunnel;

/** Told what becomes of one tunnel, on its event loop. */
public interface TunnelObserver {

    /** Bytes came from the client. */
    void received(int bytes);

    /** Bytes went to the client. */
    void sent(int bytes);

    /**
     * It is over; told once.
     *
     * @param reason why the edge put an end to it; empty when one of the two sides did
     */
    void over(String reason);
}
