package org.gatehouse.chat.upstream.anthropic;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Ending;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.gatehouse.chat.upstream.http.EventBody;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/**
 * A streamed message: whole events pass as they came, and the stream is complete only with {@code message_stop}, or when it
 * has ended cleanly after the reason for its end was told.
 */
final class MessageStream extends EventBody {

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;
    private static final byte[] STOP = "{\"type\":\"message_stop\"}".getBytes(StandardCharsets.US_ASCII);

    private boolean stopped;
    private long input;
    private long output;

    MessageStream(Answer answer, UpstreamErrors errors) {
        super(MAX_FRAME_BYTES, answer, errors);
    }

    @Override
    protected Outcome marker() {
        return Outcome.OPEN;
    }

    @Override
    protected Outcome ended() {
        if (!begun() || !stopped) {
            return broken("the stream ended too early");
        }
        pass(SseFrames.event("message_stop", STOP));
        return complete();
    }

    @Override
    protected Outcome event(SseEvent.Data data, ByteBuf frame, boolean terminated) throws IOException {
        MessageObject event = MessageObject.read(data.payload());
        if (event.error() != null || event.type().equals("error") || "error".equals(data.event())) {
            drop(frame);
            return failed(event.error() == null ? ErrorObject.UNREADABLE : event.error());
        }
        if (event.type().isEmpty()) {
            return drop(frame);
        }
        // A ping before the message has begun must not cost the chance to answer with an error's status.
        if (!begun() && !event.type().equals("message_start")) {
            drop(frame);
            return event.type().equals("ping") ? Outcome.OPEN : broken("an event before the message began");
        }
        stopped |= event.stopped().good();
        if (event.stopped() == Ending.ABNORMAL || (event.type().equals("message_stop") && !stopped)) {
            drop(frame);
            return broken("the answer broke off, or gives no reason for its end");
        }
        said(event.type().equals("content_block_delta") ? 1 : 0);
        spent(event);
        identified(event.said());
        if (event.foreign()) {
            byte[] mended = event.inOwnWords(data.payload());
            drop(frame);
            pass(SseFrames.event(event.type(), mended));
        } else if (terminated && event.type().equals(data.event())) {
            pass(frame);
        } else {
            drop(frame);
            pass(SseFrames.event(event.type(), data.payload()));
        }
        return event.type().equals("message_stop") ? complete() : Outcome.OPEN;
    }

    /** Each count replaces the one before; what an event does not tell still holds. It is all only once the reason for the end is told. */
    private void spent(MessageObject event) {
        if (event.usage() != null) {
            input = event.input() < 0 ? input : event.input();
            output = event.output() < 0 ? output : event.output();
            spent(new Usage(input, output, Usage.Source.REPORTED), stopped);
        }
    }
}
