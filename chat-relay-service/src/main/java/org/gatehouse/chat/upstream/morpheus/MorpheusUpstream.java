package org.gatehouse.chat.upstream.morpheus;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Locale;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.kit.upstream.CallLimits;

/** The models of the Morpheus marketplace, through the operator's node. */
public final class MorpheusUpstream implements Upstream {

    private final String name;
    private final TimeLimits limits;
    private final CallLimits callLimits;
    private final Node node;

    MorpheusUpstream(String name, TimeLimits answering, Node node) {
        this.name = name;
        this.node = node;
        // The exchange counts from the request, which may first wait for a session.
        Duration waiting = node.settings().queueDeadline().multipliedBy(2);
        this.limits = new TimeLimits(
                answering.connect(),
                answering.firstToken().plus(waiting),
                answering.betweenTokens(),
                answering.total().plus(waiting));
        this.callLimits = new CallLimits(answering.connect(), answering.total(), answering.total(), answering.total());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return endpoint == Endpoint.CHAT || endpoint == Endpoint.EMBEDDINGS;
    }

    @Override
    public TimeLimits limits() {
        return limits;
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var pool = node.pool(model.upstreamModel().toLowerCase(Locale.ROOT));
        var question = new Asking.Question(request, model, callLimits);
        var asking = new Asking(node, pool, question, loop, answer);
        asking.start();
        return asking;
    }
}
