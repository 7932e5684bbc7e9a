package org.gatehouse.chat.upstream.openai;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Patch;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.UpstreamClient;
import org.jspecify.annotations.Nullable;

/** Any API of the OpenAI dialect. The credential goes to the configured address only; redirects are not followed. */
public final class OpenAiUpstream implements Upstream {

    private static final String JSON = "application/json";

    private final String name;
    private final TimeLimits limits;
    private final CallLimits callLimits;
    private final UpstreamClient client;
    private final TargetGroup targets;
    private final @Nullable String apiKey;

    public OpenAiUpstream(
            String name, TimeLimits limits, UpstreamClient client, TargetGroup targets, @Nullable String apiKey) {
        this.name = name;
        this.limits = limits;
        // The exchange keeps the finer limits itself; a unary answer's head comes when all of it is ready.
        this.callLimits = new CallLimits(limits.connect(), limits.total(), limits.total(), limits.total());
        this.client = client;
        this.targets = targets;
        this.apiKey = apiKey;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return true;
    }

    @Override
    public TimeLimits limits() {
        return limits;
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        ByteBuf body = Patch.of(request, model.upstreamModel());
        var answering = new OpenAiAnswering(request, loop, answer, new UpstreamErrors(apiKey));
        var call = client.open(
                targets,
                loop,
                head(request.endpoint(), request.options().stream(), body.readableBytes()),
                callLimits,
                answering);
        answering.runs(call);
        call.write(new DefaultLastHttpContent(body));
        call.flush();
        return answering;
    }

    private HttpRequest head(Endpoint endpoint, boolean stream, int contentLength) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, JSON)
                .set(HttpHeaderNames.ACCEPT, stream ? "text/event-stream" : JSON)
                .set(HttpHeaderNames.ACCEPT_ENCODING, "identity")
                .set(HttpHeaderNames.USER_AGENT, "gatehouse")
                .set(HttpHeaderNames.CONTENT_LENGTH, contentLength);
        if (apiKey != null) {
            headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + apiKey);
        }
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, endpoint.path(), headers);
    }
}
