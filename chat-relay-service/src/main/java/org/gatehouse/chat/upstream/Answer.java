package org.gatehouse.chat.upstream;

import io.netty.buffer.ByteBuf;
import java.util.Collection;

/**
 * Where an upstream puts its answer, in the OpenAI dialect. Every call comes on the exchange's event loop; exactly one of
 * {@link #whole}, {@link #done} and {@link #failed} is the last one.
 */
public interface Answer {

    /** A whole frame of a streamed answer, with its blank line; the receiver owns it. */
    void frame(ByteBuf frame);

    /** The frame that holds nothing but usage, for the client that asked for it; the receiver owns it. */
    void usageFrame(ByteBuf frame);

    /** What the answer cost; a later call replaces an earlier one. */
    void usage(Usage usage);

    /** What the answer says of itself; a later call adds to an earlier one. */
    void said(Said more);

    /** What of the request the upstream was not told, in the client's words; comes before all of the answer. */
    default void dropped(Collection<String> names) {}

    /**
     * The answer is bytes of this type, which {@link #frame} hands over as they come; before the first of them.
     *
     * @param contentType of a kind that does no harm in a browser
     */
    default void opaque(String contentType) {
        throw new IllegalStateException("an answer that is not read was not expected");
    }

    /** The upstream works, although there is nothing to tell. */
    default void alive() {}

    /** Whether what it cost must be told in the answer, so that it is counted here where the upstream does not say. */
    default boolean wantsUsage() {
        return false;
    }

    /** All that has come so far was handed over: the moment to write. */
    void flush();

    /**
     * Asks for memory to collect a unary answer in.
     *
     * @param bytes how many more
     * @return false when there is none, and the answer cannot be given
     */
    default boolean mayHold(long bytes) {
        return true;
    }

    /** A unary answer, complete and known to be well-formed. */
    void whole(byte[] body);

    /** The streamed answer is complete. */
    void done();

    /** There will be no complete answer. */
    void failed(Failure failure);
}
