package org.gatehouse.chat.upstream.echo;

import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;

/** The model that says the last user message again, token by token, so that a fresh installation can be tried at once. */
public final class EchoUpstream implements Upstream {

    private final String name;
    private final TimeLimits limits;
    private final EchoConfig config;
    private final Executor counting;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param counting where texts are cut into tokens: long ones would hold up an event loop
     */
    public EchoUpstream(String name, TimeLimits limits, EchoConfig config, Executor counting, InstantSource clock) {
        this.name = name;
        this.limits = limits;
        this.config = config;
        this.counting = counting;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return endpoint == Endpoint.CHAT;
    }

    @Override
    public TimeLimits limits() {
        return limits;
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var texts = new EchoTexts(model.id(), clock.instant().getEpochSecond());
        var speech = new EchoSpeech(texts, request.options(), config, loop, answer);
        try {
            counting.execute(() -> speech.prepare(request.body()));
        } catch (RejectedExecutionException e) {
            loop.execute(() -> answer.failed(Failure.busy("too many texts wait to be counted")));
        }
        return speech;
    }
}
