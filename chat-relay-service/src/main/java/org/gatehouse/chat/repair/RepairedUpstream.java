package org.gatehouse.chat.repair;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.PendingGeneration;
import org.gatehouse.chat.upstream.Plea;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * An upstream whose refusals are understood: where it says in which form it would take the request, it is asked once more in that
 * form, before the client has heard anything, and the next time in that form at once. If it refuses that too, its words reach the
 * client.
 */
public final class RepairedUpstream implements Upstream {

    private static final Set<Endpoint> REPAIRABLE = EnumSet.of(Endpoint.CHAT, Endpoint.MESSAGES, Endpoint.RESPONSES);
    private static final List<Plea> FORMS =
            List.of(Plea.REASONING_CONTENT, Plea.THOUGHT_SIGNATURE, Plea.OWN_THINKING, Plea.OWN_REASONING);

    /** What the client loses of it in the header's words. */
    private static final List<String> REASONING = List.of("reasoning");

    private final Upstream upstream;
    private final @Nullable Upstream overResponses;
    private final Learnt learnt;

    /** @param overResponses the same asked by Responses for chat; null where that is out of the question */
    public RepairedUpstream(Upstream upstream, @Nullable Upstream overResponses, Learnt learnt) {
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
        if (!REPAIRABLE.contains(request.endpoint())) {
            return upstream.start(request, model, loop, answer);
        }
        if (overResponses != null && isChat(request) && learnt.wants(Plea.RESPONSES, upstream.name(), model)) {
            return overResponses(overResponses, request, model, loop, answer);
        }
        var call = new Call(model, loop, answer);
        call.generation.begin(() -> upstream.start(known(request, model, answer), model, loop, call.watching(request)));
        return call.generation;
    }

    private static boolean isChat(ModelRequest request) {
        return request.endpoint() == Endpoint.CHAT;
    }

    /** In the forms that the model has asked for before. */
    private ModelRequest known(ModelRequest request, Model model, Answer answer) {
        ModelRequest known = request;
        for (Plea plea : FORMS) {
            if (learnt.wants(plea, upstream.name(), model)) {
                ModelRequest neutral = neutral(known, plea, answer);
                known = neutral == null ? known : neutral;
            }
        }
        return known;
    }

    /** Null where nothing of it can be changed. */
    private static @Nullable ModelRequest neutral(ModelRequest request, Plea plea, Answer answer) {
        ModelRequest neutral = answer.mayHold(request.translationBytes()) ? NeutralForm.of(request, plea) : null;
        if (neutral != null) {
            answer.dropped(REASONING);
        }
        return neutral;
    }

    private static Generation overResponses(
            Upstream other, ModelRequest request, Model model, EventLoop loop, Answer answer) {
        if (answer.mayHold(request.translationBytes())) {
            return other.start(request, model, loop, answer);
        }
        loop.execute(() -> answer.failed(Failure.noMemory()));
        return Generation.OF_OUR_OWN;
    }

    /** One request, which may be asked twice. */
    private final class Call {

        private final Model model;
        private final EventLoop loop;
        private final Answer client;
        private final PendingGeneration generation = new PendingGeneration();

        private Call(Model model, EventLoop loop, Answer client) {
            this.model = model;
            this.loop = loop;
            this.client = client;
        }

        private Answer watching(ModelRequest request) {
            return new Watched(client, this, request);
        }

        /** Whether it is asked once more. */
        private boolean repairs(ModelRequest request, Plea plea) {
            if (plea == Plea.RESPONSES) {
                Upstream other = overResponses;
                if (other == null || !isChat(request)) {
                    return false;
                }
                learnt.learn(plea, upstream.name(), model);
                generation.begin(() -> overResponses(other, request, model, loop, client));
                return true;
            }
            ModelRequest neutral = plea == Plea.NONE ? null : neutral(request, plea, client);
            if (neutral == null) {
                return false;
            }
            learnt.learn(plea, upstream.name(), model);
            generation.begin(() -> upstream.start(neutral, model, loop, client));
            return true;
        }
    }

    private static final class Watched extends ForwardingAnswer {

        private final Call call;
        private final ModelRequest request;
        private boolean spoke;

        private Watched(Answer client, Call call, ModelRequest request) {
            super(client);
            this.call = call;
            this.request = request;
        }

        @Override
        public void frame(ByteBuf frame) {
            spoke = true;
            client.frame(frame);
        }

        @Override
        public void failed(Failure failure) {
            if (spoke || !call.repairs(request, failure.plea())) {
                client.failed(failure);
            }
        }
    }
}
