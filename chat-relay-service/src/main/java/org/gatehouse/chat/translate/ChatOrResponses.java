package org.gatehouse.chat.translate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.PendingGeneration;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;

/**
 * An upstream that is asked by chat, until a model of it says that it takes the request at {@code /responses} only: the same request
 * is asked there at once, before the client has heard anything, and those after it too.
 */
final class ChatOrResponses implements Upstream {

    private final Upstream upstream;
    private final Upstream overResponses;
    private final LearntWays learnt;

    ChatOrResponses(Upstream upstream, Upstream overResponses, LearntWays learnt) {
        this.upstream = upstream;
        this.overResponses = overResponses;
        this.learnt = learnt;
    }

    @Override
    public String name() {
        return upstream.name();
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return upstream.serves(endpoint);
    }

    @Override
    public TimeLimits limits() {
        return upstream.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        if (request.endpoint() != Endpoint.CHAT) {
            return upstream.start(request, model, loop, answer);
        }
        if (learnt.wantsResponses(upstream.name(), model)) {
            return overResponses(request, model, loop, answer);
        }
        var generation = new PendingGeneration();
        var watched = new Watched(answer, () -> {
            learnt.learn(upstream.name(), model);
            generation.begin(() -> overResponses(request, model, loop, answer));
        });
        generation.begin(() -> upstream.start(request, model, loop, watched));
        return generation;
    }

    private Generation overResponses(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        if (answer.mayHold(request.translationBytes())) {
            return overResponses.start(request, model, loop, answer);
        }
        loop.execute(() -> answer.failed(Failure.noMemory()));
        return Generation.OF_OUR_OWN;
    }

    private static final class Watched extends ForwardingAnswer {

        private final Runnable again;
        private boolean spoke;

        private Watched(Answer client, Runnable again) {
            super(client);
            this.again = again;
        }

        @Override
        public void frame(ByteBuf frame) {
            spoke = true;
            client.frame(frame);
        }

        @Override
        public void failed(Failure failure) {
            if (!spoke && failure.wantsResponses()) {
                again.run();
            } else {
                client.failed(failure);
            }
        }
    }
}
