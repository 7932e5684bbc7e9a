package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;

/** A whole answer that came although a stream was asked for: judged as one, and given as events. */
public final class UnrolledBody implements Body {

    private final Body whole;
    private final Unrolling unrolling;
    private final Answer answer;

    public UnrolledBody(Body whole, Unrolling unrolling, Answer answer) {
        this.whole = whole;
        this.unrolling = unrolling;
        this.answer = answer;
    }

    /** How a dialect tells in events what it would say at once. */
    @FunctionalInterface
    public interface Unrolling {

        /**
         * Hands the events to {@code to}.
         *
         * @param usageTold whether the answer tells what it cost
         */
        void unroll(JsonNode whole, boolean usageTold, Answer to);
    }

    @Override
    public Outcome add(ByteBuf owned) {
        return whole.add(owned);
    }

    @Override
    public long memory(int more) {
        return whole.memory(more);
    }

    @Override
    public Outcome end() {
        Outcome outcome = whole.end();
        if (!(outcome instanceof Outcome.Whole complete)) {
            return outcome;
        }
        try {
            JsonNode tree = JsonTree.object(complete.body());
            answer.said(complete.said());
            if (complete.usage() != null) {
                answer.usage(complete.usage());
            }
            unrolling.unroll(tree, complete.usage() != null, answer);
            return Outcome.DONE;
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object"));
        }
    }

    @Override
    public void release() {
        whole.release();
    }
}
