package org.gatehouse.chat.upstream.morpheus;

import io.netty.channel.EventLoop;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.PendingGeneration;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;

/** The marketplace for one request of one user: through their own node if they have one, else through the operator's. */
final class ForUser implements Upstream {

    private final MorpheusUpstream upstream;
    private final OwnNodes ownNodes;
    private final Acting user;
    private boolean operators;

    ForUser(MorpheusUpstream upstream, OwnNodes ownNodes, Acting user) {
        this.upstream = upstream;
        this.ownNodes = ownNodes;
        this.user = user;
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
        var _ = ownNodes.of(user)
                .thenAccept(
                        found -> loop.execute(() -> pending.begin(() -> begin(found, request, model, loop, answer))));
        return pending;
    }

    private Generation begin(OwnNodes.Found found, ModelRequest request, Model model, EventLoop loop, Answer answer) {
        operators = found instanceof OwnNodes.Found.Operators;
        return switch (found) {
            case OwnNodes.Found.Operators operators -> upstream.start(request, model, loop, answer);
            case OwnNodes.Found.Own own -> {
                var told = new OwnNodeAnswer(answer, () -> ownNodes.doubt(user.accountId()));
                yield upstream.startOn(own.node(), request, model, loop, told);
            }
            case OwnNodes.Found.Unusable unusable -> {
                answer.failed(unusable.failure());
                yield Generation.OF_OUR_OWN;
            }
        };
    }

    @Override
    public boolean concernsAll() {
        return operators;
    }
}
