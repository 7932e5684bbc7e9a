package org.gatehouse.chat.upstream.morpheus;

import io.netty.channel.EventLoop;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/** The marketplace for one user: through their own node if they have one, else through the operator's. */
record ForUser(MorpheusUpstream upstream, OwnNodes ownNodes, Acting user) implements Upstream {

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
        var waiting = new Waiting();
        var _ = ownNodes.of(user)
                .thenAccept(found -> loop.execute(() -> {
                    if (!waiting.cancelled) {
                        switch (found) {
                            case OwnNodes.Found.Operators operators ->
                                waiting.go(upstream.start(request, model, loop, answer));
                            case OwnNodes.Found.Own own ->
                                waiting.go(upstream.startOn(own.node(), request, model, loop, answer));
                            case OwnNodes.Found.Unusable unusable -> answer.failed(unusable.failure());
                        }
                    }
                }));
        return waiting;
    }

    /** What can be done to an answer before it is known who gives it. */
    private static final class Waiting implements Generation {

        private boolean cancelled;
        private boolean held;
        private @Nullable Generation generation;

        private void go(Generation started) {
            generation = started;
            started.hold(held);
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (generation != null) {
                generation.cancel();
            }
        }

        @Override
        public void hold(boolean on) {
            held = on;
            if (generation != null) {
                generation.hold(on);
            }
        }
    }
}
