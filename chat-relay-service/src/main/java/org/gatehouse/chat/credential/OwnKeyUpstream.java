package org.gatehouse.chat.credential;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.PendingGeneration;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UserKeyed;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks with the caller's own key when there is one, else with the operator's; with neither while the vault is silent. */
final class OwnKeyUpstream implements Upstream {

    private static final Logger LOG = LoggerFactory.getLogger(OwnKeyUpstream.class);

    /** A look-up that may go out to the vault. */
    interface Lookup {

        UserKeys.Found key() throws IOException, InterruptedException;
    }

    private final UserKeyed upstream;
    private final Lookup lookup;
    private final Executor blocking;
    private boolean wasAsked;

    OwnKeyUpstream(UserKeyed upstream, Lookup lookup, Executor blocking) {
        this.upstream = upstream;
        this.lookup = lookup;
        this.blocking = blocking;
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
    public boolean mayServe(Endpoint endpoint) {
        return upstream.mayServe(endpoint);
    }

    @Override
    public TimeLimits limits() {
        return upstream.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var pending = new PendingGeneration();
        try {
            blocking.execute(() -> {
                Supplier<Generation> start = begin(request, model, loop, answer);
                loop.execute(() -> pending.begin(start));
            });
        } catch (RejectedExecutionException e) {
            loop.execute(() -> pending.begin(() -> failed(answer, Failure.unreachable("the relay is stopping"))));
        }
        return pending;
    }

    /** What to do on the event loop: ask the upstream, or tell why not. Nothing that goes wrong here leaves the caller waiting. */
    private Supplier<Generation> begin(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        try {
            return switch (lookup.key()) {
                case UserKeys.Found.None none -> () -> ask(upstream, request, model, loop, answer);
                case UserKeys.Found.Elsewhere elsewhere -> () -> failed(answer, OwnKeyAnswer.doesNotFit());
                case UserKeys.Found.Key found -> {
                    Upstream asked = upstream.withKey(found.key());
                    yield () -> ask(asked, request, model, loop, new OwnKeyAnswer(answer));
                }
            };
        } catch (IOException | ServiceTokenUnavailableException e) {
            // The operator's key must not pay for a caller who may have one.
            return () -> failed(answer, Failure.unreachable("the vault cannot be asked for the caller's key"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> failed(answer, Failure.unreachable("interrupted while the vault was asked"));
        } catch (RuntimeException e) {
            LOG.error("The look-up of a caller's key failed", e);
            return () -> failed(answer, Failure.broken("the look-up of the caller's key failed"));
        }
    }

    private Generation ask(Upstream asked, ModelRequest request, Model model, EventLoop loop, Answer told) {
        wasAsked = true;
        return asked.start(request, model, loop, told);
    }

    @Override
    public boolean concernsAll() {
        return wasAsked && upstream.concernsAll();
    }

    private static Generation failed(Answer answer, Failure failure) {
        answer.failed(failure);
        return Generation.OF_OUR_OWN;
    }
}
