package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Turns one answer into the client's dialect. An object is used for one answer only, streamed or whole. */
public interface Conversion {

    /** Where frames go. */
    interface Out {

        /** A whole frame; the receiver owns it. */
        void frame(ByteBuf frame);

        /** A frame that holds nothing but usage, for the client that asked for it; the receiver owns it. */
        void usageFrame(ByteBuf frame);
    }

    /**
     * One event of the upstream's stream.
     *
     * @throws IOException when the event makes no sense
     */
    void event(JsonNode event, Out out) throws IOException;

    /** Characters of the answer that are kept for its end. */
    default long keptChars() {
        return 0;
    }

    /**
     * The upstream's stream is complete.
     *
     * @throws IOException when all of it makes no sense
     */
    void end(Out out) throws IOException;

    /**
     * The whole of a unary answer.
     *
     * @throws IOException when it makes no sense
     */
    JsonNode whole(JsonNode answer) throws IOException;
}
