package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFramer;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer, cut into events that the dialect judges one by one. What they cost is counted by the pieces of the answer
 * for as long as the upstream has not told all of it.
 */
public abstract class EventBody implements Body {

    /** The mark that some put before UTF-8, and that event streams may begin with (WHATWG HTML, section 9.2.5). */
    private static final int BYTE_ORDER_MARK = 0xefbbbf;

    private static final int GROWTH = 2;

    private final SseFramer framer;
    private final Answer answer;
    private final UpstreamErrors errors;
    private boolean anythingRead;
    private boolean begun;
    private boolean usageKnown;
    private Usage reported = Usage.NONE;
    private long pieces;

    protected EventBody(int maxFrameBytes, Answer answer, UpstreamErrors errors) {
        this.framer = new SseFramer(maxFrameBytes);
        this.answer = answer;
        this.errors = errors;
    }

    /**
     * Judges one event.
     *
     * @param frame all of it, to be handed to {@link #pass} or {@link #drop} once, after everything that may throw
     * @param terminated whether it ends with its blank line
     * @throws IOException when its data makes no sense
     */
    protected abstract Outcome event(SseEvent.Data data, ByteBuf frame, boolean terminated) throws IOException;

    /** What {@code [DONE]} means here. */
    protected abstract Outcome marker();

    /** What it means that the upstream has ended the stream without saying that it is complete. */
    protected abstract Outcome ended();

    /** An event that is whole in one read passes at once; one that is not waits in a buffer with room to grow. */
    @Override
    public final long memory(int more) {
        return framer.held() == 0 ? 0 : GROWTH * ((long) framer.held() + more);
    }

    @Override
    public final Outcome add(ByteBuf owned) {
        framer.add(owned);
        for (ByteBuf frame = framer.next(); frame != null; frame = framer.next()) {
            Outcome outcome = frame(frame, true);
            if (!(outcome instanceof Outcome.Open)) {
                return outcome;
            }
        }
        return framer.overlong() ? broken("an event is too long") : Outcome.OPEN;
    }

    @Override
    public final Outcome end() {
        ByteBuf rest = framer.rest();
        Outcome outcome = rest == null ? Outcome.OPEN : frame(rest, false);
        return outcome instanceof Outcome.Open ? ended() : outcome;
    }

    private Outcome frame(ByteBuf frame, boolean terminated) {
        if (!anythingRead) {
            anythingRead = true;
            skipMark(frame);
        }
        return switch (SseEvent.of(frame)) {
            case SseEvent.Comment comment -> {
                answer.alive();
                yield terminated && begun ? pass(frame) : drop(frame);
            }
            case SseEvent.Blank blank -> drop(frame);
            case SseEvent.Data data -> data(data, frame, terminated);
        };
    }

    private static void skipMark(ByteBuf frame) {
        if (frame.readableBytes() >= 3 && frame.getUnsignedMedium(frame.readerIndex()) == BYTE_ORDER_MARK) {
            frame.skipBytes(3);
        }
    }

    private Outcome data(SseEvent.Data data, ByteBuf frame, boolean terminated) {
        if (SseEvent.isDone(data.payload())) {
            drop(frame);
            return marker();
        }
        try {
            return event(data, frame, terminated);
        } catch (IOException e) {
            drop(frame);
            return broken("an event is no JSON object");
        }
    }

    /** Whether anything of the answer was passed on. */
    protected final boolean begun() {
        return begun;
    }

    protected final Outcome pass(ByteBuf frame) {
        begun = true;
        answer.frame(frame);
        return Outcome.OPEN;
    }

    /** Passes a frame that holds nothing but usage. */
    protected final Outcome passUsage(ByteBuf frame) {
        answer.usageFrame(frame);
        return Outcome.OPEN;
    }

    protected final Outcome drop(ByteBuf frame) {
        frame.release();
        answer.alive();
        return Outcome.OPEN;
    }

    /** What the upstream said that it cost, as far as it has. */
    protected final Usage reported() {
        return reported;
    }

    /** Notes pieces of the answer. */
    protected final void said(int more) {
        pieces += more;
    }

    /** Notes what the answer says of itself. */
    protected final void identified(Said more) {
        if (!more.equals(Said.NOTHING)) {
            answer.said(more);
        }
    }

    /**
     * Notes what the upstream says that it cost.
     *
     * @param whole whether that is all, or only what it cost so far
     */
    protected final void spent(@Nullable Usage usage, boolean whole) {
        if (usage != null) {
            reported = usage;
            usageKnown = whole;
            answer.usage(usage);
        }
    }

    protected final Outcome complete() {
        countWhatWasNotReported();
        return Outcome.DONE;
    }

    protected final Outcome broken(String internalReason) {
        countWhatWasNotReported();
        return new Outcome.Failed(Failure.broken(internalReason));
    }

    protected final Outcome failed(ErrorObject error) {
        countWhatWasNotReported();
        return new Outcome.Failed(errors.of(error));
    }

    private void countWhatWasNotReported() {
        if (!usageKnown) {
            long completion = Math.max(pieces, reported.completionTokens());
            answer.usage(new Usage(reported.promptTokens(), completion, Usage.Source.ESTIMATED));
        }
    }

    @Override
    public final void abandon() {
        countWhatWasNotReported();
    }

    @Override
    public final void release() {
        framer.release();
    }
}
