package org.gatehouse.chat.upstream.openai;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Consumer;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.http.HttpAnswering;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.gatehouse.kit.upstream.UpstreamCall;
import org.gatehouse.kit.upstream.UpstreamFailure;
import org.gatehouse.kit.upstream.UpstreamListener;
import org.jspecify.annotations.Nullable;

/** Reads answers of the OpenAI dialect for upstreams that are reached in their own way. */
public final class OpenAiDialect {

    private OpenAiDialect() {}

    /**
     * An answer being read.
     *
     * @param listener takes the response in
     * @param generation stops it or holds it back
     * @param runs is told the call, once
     */
    public record Reading(UpstreamListener listener, Generation generation, Consumer<UpstreamCall> runs) {}

    /** Reads the answer to the request; {@code secret} is never shown in a refusal's words. */
    public static Reading read(ModelRequest request, EventLoop loop, Answer answer, @Nullable String secret) {
        var bodies = new OpenAiBodies(request);
        var answering = new HttpAnswering(bodies, request.options().stream(), loop, answer, new UpstreamErrors(secret));
        return new Reading(answering, answering, answering::runs);
    }

    /** What a status other than 200 means, with the body that came with it. */
    public static Failure failure(int status, HttpHeaders headers, byte[] body, @Nullable String secret) {
        return new UpstreamErrors(secret).of(status, headers, body);
    }

    /** What it means that an answer never came or broke off. */
    public static Failure failure(UpstreamFailure failure) {
        return UpstreamErrors.of(failure);
    }
}
