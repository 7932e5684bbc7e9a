package org.gatehouse.chat.credential;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
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

/** Asks with the caller's own key when there is one, else with the operator's; with neither while the vault is silent. */
final class OwnKeyUpstream implements Upstream {

    /** A look-up that may go out to the vault. */
    interface Lookup {

        Optional<String> key() throws IOException, InterruptedException;
    }

    private final UserKeyed upstream;
    private final Lookup lookup;
    private final Executor blocking;

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
    public TimeLimits limits() {
        return upstream.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var pending = new PendingGeneration();
        blocking.execute(() -> {
            try {
                Optional<String> key = lookup.key();
                Upstream asked = key.isEmpty() ? upstream : upstream.withKey(key.get());
                Answer told = key.isEmpty() ? answer : new OwnKeyAnswer(answer);
                loop.execute(() -> pending.begin(() -> asked.start(request, model, loop, told)));
            } catch (IOException | ServiceTokenUnavailableException e) {
                // The operator's key must not pay for a caller who may have one.
                loop.execute(() -> pending.begin(() -> failed(answer)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return pending;
    }

    private static Generation failed(Answer answer) {
        answer.failed(Failure.unreachable("the vault cannot be asked for the caller's key"));
        return Generation.OF_OUR_OWN;
    }
}
