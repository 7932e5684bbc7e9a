package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.RequestReader;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.PendingGeneration;
import org.gatehouse.chat.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/** One translated request on its way: asked again without what the upstream refuses of it, as long as nothing was answered. */
final class TranslatedCall {

    /** A model may refuse more than one member, and tells one at a time. */
    private static final int MOST_REPEATS = 2;

    private final Upstream upstream;
    private final Translation translation;
    private final @Nullable Manners manners;
    private final PendingGeneration generation = new PendingGeneration();
    private int repeats;

    /**
     * Makes one.
     *
     * @param manners what is known of the upstream's models; null where a further translation stands before it
     */
    TranslatedCall(Upstream upstream, Translation translation, @Nullable Manners manners) {
        this.upstream = upstream;
        this.translation = translation;
        this.manners = manners;
    }

    /**
     * Asks.
     *
     * @param body in the upstream's dialect
     * @param answers makes a fresh answer for each time that it is asked
     */
    Generation start(ObjectNode body, Model model, EventLoop loop, Supplier<TranslatingAnswer> answers) {
        ask(new Question(body, model, loop, answers));
        return generation;
    }

    private record Question(ObjectNode body, Model model, EventLoop loop, Supplier<TranslatingAnswer> answers) {}

    private void ask(Question question) {
        var dropped = new Dropped();
        ObjectNode sent = polite(question, dropped);
        TranslatingAnswer answer = question.answers().get();
        answer.dropped(dropped.names());
        switch (RequestReader.read(translation.to(), JsonTree.bytes(sent))) {
            case Reading.Refused refused -> {
                Failure failure = refusal(refused);
                question.loop().execute(() -> answer.failed(failure));
            }
            case Reading.Read read -> {
                var watched = new Watched(question, sent, answer);
                generation.begin(() -> upstream.start(read.request(), question.model(), question.loop(), watched));
                answer.comesFrom(generation);
            }
        }
    }

    /** What was written here is not the client's: its answer names what of the client's is at fault. */
    private Failure refusal(Reading.Refused refused) {
        String subject = translation.to().requiredField();
        String own = translation.from().requiredField();
        return subject.equals(refused.param())
                ? Failure.client(subject, "Invalid '" + own + "': nothing of it can be sent to this model.")
                : Failure.untranslatable();
    }

    private ObjectNode polite(Question question, Dropped dropped) {
        return manners == null
                ? question.body()
                : manners.polite(question.body(), upstream.name(), question.model(), dropped);
    }

    /** Whether the refusal has taught something, so that the model is asked in other words now. */
    private boolean asksAgain(Question question, ObjectNode sent, Failure failure) {
        if (manners == null || repeats == MOST_REPEATS) {
            return false;
        }
        manners.learn(sent, upstream.name(), question.model(), failure);
        if (polite(question, new Dropped()).equals(sent)) {
            return false;
        }
        repeats++;
        ask(question);
        return true;
    }

    /** Hears whether it is a refusal before the client does. */
    private final class Watched extends ForwardingAnswer {

        private final Question question;
        private final ObjectNode sent;
        private boolean spoke;

        private Watched(Question question, ObjectNode sent, TranslatingAnswer answer) {
            super(answer);
            this.question = question;
            this.sent = sent;
        }

        @Override
        public void frame(ByteBuf frame) {
            spoke = true;
            client.frame(frame);
        }

        @Override
        public void failed(Failure failure) {
            if (spoke || !asksAgain(question, sent, failure)) {
                client.failed(failure);
            }
        }
    }
}
