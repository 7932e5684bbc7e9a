package org.gatehouse.chat.completion;

import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.kit.memory.Draw;

/**
 * The place that one request has among those under way: a call of its account, and the memory that its body and its whole
 * answer take. Whoever holds on to these bytes keeps the room until they are let go. Safe for all threads.
 */
final class Room implements AutoCloseable {

    private final Draw draw;
    private final Runnable leaving;
    private final AtomicInteger keepers = new AtomicInteger(1);

    Room(Draw draw, Runnable leaving) {
        this.draw = draw;
        this.leaving = leaving;
    }

    /** Makes room for more bytes; false when there is none. */
    boolean grow(long bytes) {
        return draw.grow(bytes);
    }

    /** One more needs it, who is to close it as well. */
    Room keep() {
        keepers.incrementAndGet();
        return this;
    }

    /** Once for the request itself, and once for each that keeps it. */
    @Override
    public void close() {
        if (keepers.decrementAndGet() == 0) {
            draw.close();
            leaving.run();
        }
    }
}
