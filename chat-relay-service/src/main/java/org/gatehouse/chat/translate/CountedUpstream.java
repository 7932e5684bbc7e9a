package org.gatehouse.chat.translate;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.gatehouse.chat.count.PromptTokens;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;

/** Counts a prompt's tokens for an upstream that cannot be asked to. */
final class CountedUpstream implements Upstream {

    private final Upstream upstream;
    private final Executor counting;

    CountedUpstream(Upstream upstream, Executor counting) {
        this.upstream = upstream;
        this.counting = counting;
    }

    @Override
    public String name() {
        return upstream.name();
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return endpoint == Endpoint.COUNT_TOKENS;
    }

    @Override
    public boolean translates() {
        return true;
    }

    @Override
    public TimeLimits limits() {
        return upstream.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        try {
            counting.execute(() -> count(request.body(), loop, answer));
        } catch (RejectedExecutionException e) {
            loop.execute(() -> answer.failed(Failure.busy("too many texts wait to be counted")));
        }
        return Generation.OF_OUR_OWN;
    }

    private static void count(byte[] body, EventLoop loop, Answer answer) {
        try {
            byte[] counted = ("{\"input_tokens\":" + PromptTokens.of(body) + "}").getBytes(StandardCharsets.US_ASCII);
            loop.execute(() -> answer.whole(counted));
        } catch (IOException e) {
            loop.execute(() -> answer.failed(Failure.client("messages", "The messages cannot be read.")));
        }
    }
}
