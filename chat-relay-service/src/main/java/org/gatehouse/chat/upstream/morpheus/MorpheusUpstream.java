package org.gatehouse.chat.upstream.morpheus;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.kit.upstream.CallLimits;
import org.jspecify.annotations.Nullable;

/** The models of the Morpheus marketplace, through the operator's node. */
public final class MorpheusUpstream implements Upstream {

    private final String name;
    private final TimeLimits limits;
    private final CallLimits callLimits;
    private final List<String> spenders;
    private final Node node;
    private final OwnNodes ownNodes;

    /** @param spenders the contracts that an allowance may be given to, the usual one first */
    MorpheusUpstream(String name, TimeLimits answering, List<String> spenders, Node node, OwnNodes ownNodes) {
        this.name = name;
        this.ownNodes = ownNodes;
        this.spenders = List.copyOf(spenders);
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

    /** Begins nothing more on the chain; sessions stay open until they end, for whoever starts next. */
    void stop() {
        node.stop();
        ownNodes.stop();
    }

    void doubt(UUID account) {
        ownNodes.doubt(account);
    }

    void doubtAll() {
        ownNodes.doubtAll();
    }

    @Override
    public Upstream actingFor(Acting user) {
        return new ForUser(this, ownNodes, user);
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        return startOn(node, request, model, loop, answer);
    }

    Generation startOn(Node serving, ModelRequest request, Model model, EventLoop loop, Answer answer) {
        String chainId = model.upstreamModel().toLowerCase(Locale.ROOT);
        var question = new Asking.Question(request, model, callLimits);
        var asking = new Asking(serving, serving.pool(chainId), question, loop, answer);
        if (Documents.isHash(chainId)) {
            asking.start();
        } else {
            loop.execute(() -> asking.refused(Failure.misconfigured("the catalogue has no chain id for the model")));
        }
        return asking;
    }

    /**
     * Sets how much of the wallet's MOR a contract may take. Blocks until the transaction is mined.
     *
     * @param spender the contract's address, or null for the usual one
     * @param wei 18 decimals to one MOR; zero takes the allowance back
     */
    public Approval approve(@Nullable String spender, BigInteger wei) {
        String wanted = spender == null ? spenders.getFirst() : spender;
        String contract = spenders.stream()
                .filter(one -> one.equalsIgnoreCase(wanted))
                .findFirst()
                .orElse("");
        if (contract.isEmpty()) {
            return new Approval.NotASpender();
        }
        return switch (node.chain().approve(contract, wei)) {
            case NodeAnswer.Ok ok -> set(contract, ok.body());
            case NodeAnswer.Refused refused when NodeFailures.conflict(refused.error()) -> new Approval.Conflict();
            case NodeAnswer.Refused refused
            when NodeFailures.certain(refused) -> new Approval.Refused("status " + refused.status());
            case NodeAnswer.Refused refused -> new Approval.Unclear();
            case NodeAnswer.Unclear unclear -> new Approval.Unclear();
            case NodeAnswer.Unreachable unreachable -> new Approval.Unreachable();
        };
    }

    private Approval set(String contract, byte[] answer) {
        try {
            String transaction = Documents.text(Documents.scalars(answer), "tx");
            return new Approval.Set(name, contract, transaction);
        } catch (IOException e) {
            return new Approval.Unclear();
        }
    }
}
