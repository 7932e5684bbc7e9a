package org.gatehouse.chat.upstream.openai;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFramer;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/** A streamed response: whole events pass as they came, and the stream is complete only when an event says so. */
final class ResponseStream implements Body {

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;

    private final SseFramer framer = new SseFramer(MAX_FRAME_BYTES);
    private final Answer answer;
    private final UpstreamErrors errors;
    private boolean begun;

    ResponseStream(Answer answer, UpstreamErrors errors) {
        this.answer = answer;
        this.errors = errors;
    }

    @Override
    public Outcome add(ByteBuf owned) {
        framer.add(owned);
        for (ByteBuf frame = framer.next(); frame != null; frame = framer.next()) {
            Outcome outcome = frame(frame, false);
            if (!(outcome instanceof Outcome.Open)) {
                return outcome;
            }
        }
        return framer.overlong() ? broken("an event is too long") : Outcome.OPEN;
    }

    @Override
    public Outcome end() {
        ByteBuf rest = framer.rest();
        Outcome outcome = rest == null ? Outcome.OPEN : frame(rest, true);
        return outcome instanceof Outcome.Open ? broken("the stream ended too early") : outcome;
    }

    private Outcome frame(ByteBuf frame, boolean unterminated) {
        if (!(SseEvent.of(frame) instanceof SseEvent.Data data) || SseEvent.isDone(data.payload())) {
            frame.release();
            return Outcome.OPEN;
        }
        try {
            return event(ResponseDocument.read(data.payload()), data, unterminated, frame);
        } catch (IOException e) {
            frame.release();
            return broken("an event is no JSON object");
        }
    }

    private Outcome event(ResponseDocument event, SseEvent.Data data, boolean unterminated, ByteBuf frame) {
        if (event.error() != null || event.type().equals("response.failed")) {
            frame.release();
            return event.error() == null ? broken("the response failed") : new Outcome.Failed(errors.of(event.error()));
        }
        if (!begun && !event.type().startsWith("response.")) {
            frame.release();
            return broken("not an event of a response");
        }
        if (!begun) {
            answer.said(event.said());
        }
        begun = true;
        if (event.usage() != null) {
            answer.usage(event.usage());
        }
        if (unterminated || !event.type().equals(data.event())) {
            frame.release();
            answer.frame(SseFrames.event(event.type(), data.payload()));
        } else {
            answer.frame(frame);
        }
        boolean over = event.type().equals("response.completed") || event.type().equals("response.incomplete");
        return over ? Outcome.DONE : Outcome.OPEN;
    }

    private static Outcome broken(String internalReason) {
        return new Outcome.Failed(Failure.broken(internalReason));
    }

    @Override
    public void release() {
        framer.release();
    }
}
