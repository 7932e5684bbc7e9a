package org.gatehouse.chat.upstream.morpheus;

import io.netty.buffer.ByteBuf;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one session on its way to the client: what the node counted stands in for what the model does not report, a
 * failure before the first frame may be mended elsewhere, and the session goes back exactly once.
 */
final class SessionAnswer extends ForwardingAnswer {

    /** Who decides what becomes of it. */
    interface Owner {

        /** The session is done with. */
        void free(Fate fate);

        /** There is no complete answer from this session. */
        void failed(SessionOutcome outcome, boolean spoke);
    }

    private final Owner owner;
    private @Nullable Usage counted;
    private boolean reported;
    private boolean spoke;
    private boolean over;
    private boolean responseEnded;
    private boolean freed;

    SessionAnswer(Answer client, Owner owner) {
        super(client);
        this.owner = owner;
    }

    /** Whether nothing more comes of it. */
    boolean over() {
        return over;
    }

    /** The node has sent all it will send. */
    void responseEnded() {
        responseEnded = true;
    }

    /** What the node says that the provider counted. */
    void counted(Usage usage) {
        counted = usage;
        if (!reported) {
            client.usage(usage);
        }
    }

    @Override
    public void frame(ByteBuf frame) {
        spoke = true;
        client.frame(frame);
    }

    @Override
    public void usage(Usage usage) {
        if (usage.source() == Usage.Source.REPORTED) {
            reported = true;
            client.usage(usage);
        } else if (counted == null) {
            client.usage(usage);
        }
    }

    @Override
    public void whole(byte[] body) {
        over = true;
        free(Fate.WELL);
        client.whole(body);
    }

    @Override
    public void done() {
        over = true;
        if (responseEnded) {
            free(Fate.WELL);
        }
        client.done();
    }

    @Override
    public void failed(Failure failure) {
        failed(SessionOutcome.of(failure));
    }

    void failed(SessionOutcome outcome) {
        if (!over) {
            over = true;
            free(outcome.fate());
            owner.failed(outcome, spoke);
        }
    }

    void cancelled() {
        if (!over) {
            over = true;
            free(Fate.UNFINISHED);
        }
    }

    void free(Fate fate) {
        if (!freed) {
            freed = true;
            owner.free(fate);
        }
    }
}
