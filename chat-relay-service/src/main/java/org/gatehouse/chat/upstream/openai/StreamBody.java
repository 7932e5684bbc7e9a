package org.gatehouse.chat.upstream.openai;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.json.Range;
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
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer: whole frames pass as they came, those that break clients are mended or left out, and the stream is
 * complete only when it says so, or has ended cleanly after every choice gave its finish reason.
 */
final class StreamBody implements Body {

    private static final int MAX_FRAME_BYTES = 4 * 1024 * 1024;
    private static final int MAX_TRACKED_CHOICES = 64;

    private final SseFramer framer = new SseFramer(MAX_FRAME_BYTES);
    private final int choices;
    private final Answer answer;
    private final UpstreamErrors errors;
    private long finished;
    private boolean begun;
    private boolean reported;
    private long spoken;

    StreamBody(int choices, Answer answer, UpstreamErrors errors) {
        this.choices = choices;
        this.answer = answer;
        this.errors = errors;
    }

    @Override
    public Outcome add(ByteBuf owned) {
        framer.add(owned);
        for (ByteBuf frame = framer.next(); frame != null; frame = framer.next()) {
            Outcome outcome = frame(frame);
            if (!(outcome instanceof Outcome.Open)) {
                return outcome;
            }
        }
        return framer.overlong() ? broken("an event is too long") : Outcome.OPEN;
    }

    @Override
    public Outcome end() {
        ByteBuf rest = framer.rest();
        if (rest != null) {
            Outcome outcome = unterminated(rest);
            if (!(outcome instanceof Outcome.Open)) {
                return outcome;
            }
        }
        long all = choices >= MAX_TRACKED_CHOICES ? -1L : (1L << choices) - 1;
        return begun && finished == all ? complete() : broken("the stream ended too early");
    }

    /** A last frame without its blank line would be lost on clients: it is written anew, if it is whole. */
    private Outcome unterminated(ByteBuf rest) {
        try {
            return switch (SseEvent.of(rest)) {
                case SseEvent.Comment comment -> Outcome.OPEN;
                case SseEvent.Blank blank -> Outcome.OPEN;
                case SseEvent.Data data -> data(new SseEvent.Data(data.payload(), data.event(), false), rest.retain());
            };
        } finally {
            rest.release();
        }
    }

    private Outcome frame(ByteBuf frame) {
        return switch (SseEvent.of(frame)) {
            case SseEvent.Comment comment
            when begun -> {
                answer.frame(frame);
                yield Outcome.OPEN;
            }
            case SseEvent.Comment comment -> dropped(frame);
            case SseEvent.Blank blank -> dropped(frame);
            case SseEvent.Data data -> data(data, frame);
        };
    }

    private static Outcome dropped(ByteBuf frame) {
        frame.release();
        return Outcome.OPEN;
    }

    private Outcome data(SseEvent.Data data, ByteBuf frame) {
        if (SseEvent.isDone(data.payload())) {
            frame.release();
            return begun ? complete() : broken("the stream is empty");
        }
        try {
            return chunk(OpenAiObject.read(data.payload(), !begun), data, frame);
        } catch (IOException e) {
            frame.release();
            return broken("an event is no JSON object");
        }
    }

    private Outcome chunk(OpenAiObject chunk, SseEvent.Data data, ByteBuf frame) {
        ErrorObject error = "error".equals(data.event()) ? ErrorObject.UNREADABLE : chunk.error();
        if (error != null) {
            frame.release();
            return new Outcome.Failed(errors.of(error));
        }
        finished |= chunk.finished();
        if (!chunk.said().equals(Said.NOTHING)) {
            answer.said(chunk.said());
        }
        spoken += chunk.spoken();
        Usage usage = chunk.usage();
        if (usage != null) {
            reported = true;
            answer.usage(usage);
        }
        ByteBuf mended = mended(chunk.nullError(), data, frame);
        if (chunk.usageOnly()) {
            answer.usageFrame(mended);
        } else {
            begun = true;
            answer.frame(mended);
        }
        return Outcome.OPEN;
    }

    private static ByteBuf mended(@Nullable Range nullError, SseEvent.Data data, ByteBuf frame) {
        if (nullError == null && data.plain()) {
            return frame;
        }
        frame.release();
        byte[] payload = data.payload();
        return SseFrames.data(nullError == null ? payload : OpenAiObject.without(payload, nullError));
    }

    private Outcome complete() {
        countWhatWasNotReported();
        return Outcome.DONE;
    }

    private Outcome broken(String internalReason) {
        countWhatWasNotReported();
        return new Outcome.Failed(Failure.broken(internalReason));
    }

    private void countWhatWasNotReported() {
        if (!reported) {
            answer.usage(new Usage(0, spoken, Usage.Source.ESTIMATED));
        }
    }

    @Override
    public void abandon() {
        countWhatWasNotReported();
    }

    @Override
    public void release() {
        framer.release();
    }
}
