package org.gatehouse.kit.memory;

/** Bytes drawn from a {@link ByteBudget} for one request, until it is closed. Safe for all threads. */
public interface Draw extends AutoCloseable {

    /**
     * Draws more bytes; false, and nothing is drawn, when they do not fit or the draw is closed.
     *
     * @param bytes how many more
     */
    boolean grow(long bytes);

    /** Bytes held now; 0 once closed. */
    long bytes();

    /** Gives everything back; the second time it does nothing. */
    @Override
    void close();
}
