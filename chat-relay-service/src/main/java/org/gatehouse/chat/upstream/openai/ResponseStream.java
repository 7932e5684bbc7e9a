package org.gatehouse.chat.upstream.openai;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.http.EventBody;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/** A streamed response: whole events pass as they came, and the stream is complete only when an event says so. */
final class ResponseStream extends EventBody {

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;

    ResponseStream(Answer answer, UpstreamErrors errors) {
        super(MAX_FRAME_BYTES, answer, errors);
    }

    @Override
    protected Outcome marker() {
        return Outcome.OPEN;
    }

    @Override
    protected Outcome ended() {
        return broken("the stream ended too early");
    }

    @Override
    protected Outcome event(SseEvent.Data data, ByteBuf frame, boolean terminated) throws IOException {
        ResponseDocument event = ResponseDocument.read(data.payload());
        if (event.error() != null || event.type().equals("response.failed")) {
            drop(frame);
            return event.error() == null ? broken("the response failed") : failed(event.error());
        }
        // What comes before the response must not cost the chance to answer with an error's status; what has no type is
        // no event.
        if (event.type().isEmpty() || (!begun() && !event.type().startsWith("response."))) {
            return drop(frame);
        }
        if (!begun()) {
            identified(event.said());
        }
        spent(event.usage(), true);
        said(event.type().endsWith(".delta") ? 1 : 0);
        boolean over = event.type().equals("response.completed") || event.type().equals("response.incomplete");
        if (over && event.usage() == null) {
            drop(frame);
            passUsage(SseFrames.event(event.type(), data.payload()));
        } else if (terminated && event.type().equals(data.event())) {
            pass(frame);
        } else {
            drop(frame);
            pass(SseFrames.event(event.type(), data.payload()));
        }
        return over ? complete() : Outcome.OPEN;
    }
}
