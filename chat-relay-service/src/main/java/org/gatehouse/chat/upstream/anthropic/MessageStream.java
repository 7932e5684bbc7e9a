package org.gatehouse.chat.upstream.anthropic;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFramer;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/**
 * A streamed message: whole events pass as they came, and the stream is complete only with {@code message_stop}, or when it
 * has ended cleanly after the reason for its end was told.
 */
final class MessageStream implements Body {

    private static final int MAX_FRAME_BYTES = 4 * 1024 * 1024;
    private static final byte[] STOP = "{\"type\":\"message_stop\"}".getBytes(StandardCharsets.US_ASCII);

    private final SseFramer framer = new SseFramer(MAX_FRAME_BYTES);
    private final Answer answer;
    private final UpstreamErrors errors;
    private boolean begun;
    private boolean stopped;
    private long input;
    private long output;

    MessageStream(Answer answer, UpstreamErrors errors) {
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
        if (!(outcome instanceof Outcome.Open)) {
            return outcome;
        }
        if (!begun || !stopped) {
            return broken("the stream ended too early");
        }
        answer.frame(SseFrames.event("message_stop", STOP));
        return Outcome.DONE;
    }

    private Outcome frame(ByteBuf frame, boolean unterminated) {
        return switch (SseEvent.of(frame)) {
            case SseEvent.Comment comment when begun && !unterminated -> passed(frame);
            case SseEvent.Comment comment -> dropped(frame);
            case SseEvent.Blank blank -> dropped(frame);
            case SseEvent.Data data -> data(data, frame, unterminated);
        };
    }

    private Outcome data(SseEvent.Data data, ByteBuf frame, boolean unterminated) {
        if (SseEvent.isDone(data.payload())) {
            return dropped(frame);
        }
        try {
            MessageObject event = MessageObject.read(data.payload());
            if (event.error() != null || event.type().equals("error") || "error".equals(data.event())) {
                frame.release();
                return new Outcome.Failed(errors.of(event.error() == null ? ErrorObject.UNREADABLE : event.error()));
            }
            return event(event, data, unterminated || !event.type().equals(data.event()), frame);
        } catch (IOException e) {
            frame.release();
            return broken("an event is no JSON object");
        }
    }

    private Outcome event(MessageObject event, SseEvent.Data data, boolean mend, ByteBuf frame) {
        // A ping before the message has begun must not cost the chance to answer with an error's status.
        if (!begun && !event.type().equals("message_start")) {
            return event.type().equals("ping") ? dropped(frame) : misplaced(frame);
        }
        begun = true;
        stopped |= event.stopped();
        spent(event);
        if (!event.said().equals(Said.NOTHING)) {
            answer.said(event.said());
        }
        if (mend) {
            frame.release();
            answer.frame(SseFrames.event(event.type(), data.payload()));
        } else {
            answer.frame(frame);
        }
        return event.type().equals("message_stop") ? Outcome.DONE : Outcome.OPEN;
    }

    /** Each count replaces the one before; what an event does not tell still holds. */
    private void spent(MessageObject event) {
        if (event.usage() != null) {
            input = event.input() < 0 ? input : event.input();
            output = event.output() < 0 ? output : event.output();
            answer.usage(new Usage(input, output, Usage.Source.REPORTED));
        }
    }

    private Outcome misplaced(ByteBuf frame) {
        frame.release();
        return broken("an event before the message began");
    }

    private Outcome passed(ByteBuf frame) {
        answer.frame(frame);
        return Outcome.OPEN;
    }

    private static Outcome dropped(ByteBuf frame) {
        frame.release();
        return Outcome.OPEN;
    }

    private static Outcome broken(String internalReason) {
        return new Outcome.Failed(Failure.broken(internalReason));
    }

    @Override
    public void release() {
        framer.release();
    }
}
