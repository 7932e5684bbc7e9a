package org.gatehouse.chat.upstream.http;

import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** Where an answer stands after a part of it was read. */
public sealed interface Outcome {

    Outcome OPEN = new Open();
    Outcome DONE = new Done();

    /** More is to come. */
    record Open() implements Outcome {}

    /** A streamed answer is complete. */
    record Done() implements Outcome {}

    /** A unary answer is complete. */
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(byte[] body, @Nullable Usage usage, Said said) implements Outcome {}

    /** There will be no complete answer. */
    record Failed(Failure failure) implements Outcome {}
}
