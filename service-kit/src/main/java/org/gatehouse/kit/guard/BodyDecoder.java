package org.gatehouse.kit.guard;

import io.netty.buffer.ByteBuf;
import java.util.function.Predicate;

/** Undoes a body's {@code Content-Encoding} as the body comes, in memory that does not depend on it. On one event loop. */
public interface BodyDecoder extends AutoCloseable {

    /**
     * Reads these bytes to their end and gives on what they hold, until that is not wanted any more.
     *
     * @param to takes over each part; false when it wants no more
     * @return false when they are not in the coding
     */
    boolean decode(ByteBuf bytes, Predicate<ByteBuf> to);

    /** Whether what came so far is whole. */
    boolean isComplete();

    @Override
    void close();
}
