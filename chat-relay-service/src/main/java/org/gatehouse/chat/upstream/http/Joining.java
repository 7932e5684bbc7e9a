package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** Puts the events of a stream together to the whole answer that they are pieces of. Its dialect says how. */
public abstract class Joining implements Answer {

    private Usage usage = Usage.NONE;
    private Said said = Said.NOTHING;

    /** Takes one event, which was read before. */
    protected abstract void add(JsonNode event);

    /** What all of them make; empty events only make nothing, which is a failure. */
    protected abstract @Nullable JsonNode joined();

    final Outcome whole() {
        JsonNode answer = joined();
        boolean reported = usage.source() == Usage.Source.REPORTED;
        return answer == null
                ? new Outcome.Failed(Failure.broken("the events make no answer"))
                : new Outcome.Whole(JsonTree.bytes(answer), reported ? usage : null, said);
    }

    @Override
    public final void frame(ByteBuf frame) {
        try {
            if (SseEvent.of(frame) instanceof SseEvent.Data data) {
                add(JsonTree.object(data.payload()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("an event that was read before", e);
        } finally {
            frame.release();
        }
    }

    @Override
    public final void usageFrame(ByteBuf frame) {
        frame(frame);
    }

    @Override
    public final void usage(Usage spent) {
        usage = spent;
    }

    @Override
    public final void said(Said more) {
        said = said.and(more);
    }

    @Override
    public final void flush() {}

    @Override
    public final void whole(byte[] body) {
        throw new IllegalStateException("the pieces of a stream were awaited");
    }

    @Override
    public final void done() {}

    @Override
    public final void failed(Failure failure) {}
}
