package org.gatehouse.chat.completion;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.Collection;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** One candidate asked for the answer: gathers the frames of each read into one piece, and keeps the time limits. */
final class Attempt implements Answer {

    /** What becomes of it. */
    interface Listener {

        void frames(ByteBuf frames);

        void usage(Usage usage);

        void dropped(@Nullable String header);

        void opaque(String contentType);

        boolean mayHold(long bytes);

        void whole(byte[] body);

        void done();

        void failed(Failure failure);
    }

    private final Candidate candidate;
    private final ModelRequest request;
    private final Listener listener;
    private final TimeLimits limits;
    private final long startedNanos = System.nanoTime();
    private long lastEventNanos = startedNanos;
    private long firstEventNanos;
    private boolean spoke;
    private boolean held;
    private boolean ended;
    private @Nullable Generation generation;
    private @Nullable ByteBuf gathered;
    private final Dropped dropped = new Dropped();
    private Said said = Said.NOTHING;

    Attempt(Candidate candidate, ModelRequest request, Listener listener) {
        this.candidate = candidate;
        this.request = request;
        this.listener = listener;
        this.limits = candidate.upstream().limits();
    }

    Candidate candidate() {
        return candidate;
    }

    void start(EventLoop loop) {
        generation = candidate.upstream().start(request, candidate.model(), loop, this);
    }

    ModelRequest request() {
        return request;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** When the first event came; 0 while none has. */
    long firstEventNanos() {
        return firstEventNanos;
    }

    Said said() {
        return said;
    }

    /** Host and port that were asked; empty where it was a part of this process. */
    String authority() {
        return generation == null ? "" : generation.authority();
    }

    /** From the question to the first event; negative when nothing was streamed. */
    long firstTokenNanos() {
        return firstEventNanos == 0 ? -1 : firstEventNanos - startedNanos;
    }

    /** Whether an event of the answer has come. */
    boolean spoke() {
        return spoke;
    }

    @Override
    public void frame(ByteBuf frame) {
        if (ended) {
            frame.release();
            return;
        }
        spoke = true;
        ByteBuf before = gathered;
        if (before == null) {
            gathered = frame;
        } else if (before instanceof CompositeByteBuf several) {
            several.addComponent(true, frame);
        } else {
            gathered = Unpooled.compositeBuffer(64).addComponent(true, before).addComponent(true, frame);
        }
    }

    @Override
    public void usageFrame(ByteBuf frame) {
        if (request.options().includeUsage()) {
            frame(frame);
        } else {
            frame.release();
        }
    }

    @Override
    public void usage(Usage usage) {
        listener.usage(usage);
    }

    @Override
    public void said(Said more) {
        said = said.and(more);
    }

    @Override
    public void dropped(Collection<String> names) {
        dropped.addAll(names);
        listener.dropped(dropped.header());
    }

    @Override
    public void opaque(String contentType) {
        listener.opaque(contentType);
    }

    @Override
    public void alive() {
        lastEventNanos = System.nanoTime();
    }

    @Override
    public boolean wantsUsage() {
        return request.options().includeUsage()
                || !request.options().stream()
                || request.endpoint().dialect() != Endpoint.Dialect.OPENAI;
    }

    @Override
    public void flush() {
        ByteBuf piece = gathered;
        if (piece != null) {
            gathered = null;
            lastEventNanos = System.nanoTime();
            firstEventNanos = firstEventNanos == 0 ? lastEventNanos : firstEventNanos;
            listener.frames(piece);
        }
    }

    @Override
    public boolean mayHold(long bytes) {
        return ended || listener.mayHold(bytes);
    }

    @Override
    public void whole(byte[] body) {
        if (!ended) {
            ended = true;
            listener.whole(body);
        }
    }

    @Override
    public void done() {
        if (!ended) {
            flush();
            ended = true;
            listener.done();
        }
    }

    @Override
    public void failed(Failure failure) {
        if (!ended) {
            flush();
            ended = true;
            listener.failed(failure);
        }
    }

    void cancel() {
        if (!ended) {
            ended = true;
            drop();
            if (generation != null) {
                generation.cancel();
            }
        }
    }

    void hold(boolean on) {
        held = on;
        if (!on) {
            lastEventNanos = System.nanoTime();
        }
        if (!ended && generation != null) {
            generation.hold(on);
        }
    }

    private void drop() {
        ByteBuf piece = gathered;
        gathered = null;
        if (piece != null) {
            piece.release();
        }
    }

    /** The limit that has passed, or null. */
    @Nullable
    Failure overdue(long now) {
        if (now - startedNanos >= limits.total().toNanos()) {
            return Failure.timedOut("total limit");
        }
        if (request.options().stream() && now >= tokenDeadline()) {
            return Failure.timedOut(spoke ? "limit between tokens" : "limit for the first token");
        }
        return null;
    }

    /** When the next limit may pass. */
    long nextDeadline() {
        long total = startedNanos + limits.total().toNanos();
        return request.options().stream() ? Math.min(total, tokenDeadline()) : total;
    }

    private long tokenDeadline() {
        if (!spoke) {
            return lastEventNanos + limits.firstToken().toNanos();
        }
        // While we hold the upstream back its silence is our doing.
        long since = held ? System.nanoTime() : lastEventNanos;
        return since + limits.betweenTokens().toNanos();
    }
}
