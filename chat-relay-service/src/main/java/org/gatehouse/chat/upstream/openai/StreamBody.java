package org.gatehouse.chat.upstream.openai;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.gatehouse.chat.upstream.http.EventBody;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.jspecify.annotations.Nullable;

/**
 * A streamed completion: whole frames pass as they came, those that break clients are mended or left out, and the stream is
 * complete only when it says so, or has ended cleanly after every choice gave its finish reason.
 */
final class StreamBody extends EventBody {

    private static final int MAX_FRAME_BYTES = 4 * 1024 * 1024;
    private static final int MAX_TRACKED_CHOICES = 64;

    private final long all;
    private long finished;

    StreamBody(int choices, Answer answer, UpstreamErrors errors) {
        super(MAX_FRAME_BYTES, answer, errors);
        this.all = choices >= MAX_TRACKED_CHOICES ? -1L : (1L << choices) - 1;
    }

    @Override
    protected Outcome marker() {
        return begun() ? complete() : broken("the stream is empty");
    }

    @Override
    protected Outcome ended() {
        return begun() && finished == all ? complete() : broken("the stream ended too early");
    }

    @Override
    protected Outcome event(SseEvent.Data data, ByteBuf frame, boolean terminated) throws IOException {
        OpenAiObject chunk = OpenAiObject.read(data.payload(), !begun());
        ErrorObject error = "error".equals(data.event()) ? ErrorObject.UNREADABLE : chunk.error();
        if (error != null) {
            drop(frame);
            return failed(error);
        }
        finished |= chunk.finished();
        identified(chunk.said());
        said(chunk.spoken());
        spent(chunk.usage(), true);
        if (chunk.choices() < 0 && chunk.usage() == null) {
            // No chunk: clients take the first of its choices unseen.
            return drop(frame);
        }
        ByteBuf mended = mended(chunk.nullError(), data, terminated, frame);
        return chunk.usageOnly() ? passUsage(mended) : pass(mended);
    }

    /** A last frame without its blank line would be lost on clients: it is written anew as well. */
    private static ByteBuf mended(@Nullable Range nullError, SseEvent.Data data, boolean terminated, ByteBuf frame) {
        if (nullError == null && data.plain() && terminated) {
            return frame;
        }
        frame.release();
        byte[] payload = data.payload();
        return SseFrames.data(nullError == null ? payload : OpenAiObject.without(payload, nullError));
    }
}
