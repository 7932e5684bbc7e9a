package org.gatehouse.chat.upstream.openai;

import io.netty.channel.EventLoop;
import java.util.Map;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Patch;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.chat.upstream.http.JsonApi;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.UpstreamClient;
import org.jspecify.annotations.Nullable;

/** Any API of the OpenAI dialect. */
public final class OpenAiUpstream implements Upstream {

    private final String name;
    private final TimeLimits limits;
    private final boolean responses;
    private final JsonApi api;
    private final @Nullable String apiKey;
    private final Map<String, String> credentials;

    public OpenAiUpstream(UpstreamConfig config, UpstreamClient client, TargetGroup targets, @Nullable String apiKey) {
        this.name = config.name();
        this.limits = config.limits();
        this.responses = config.responses();
        this.api = new JsonApi(client, targets, limits);
        this.apiKey = apiKey;
        this.credentials = apiKey == null ? Map.of() : Map.of("authorization", "Bearer " + apiKey);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT, COMPLETIONS, EMBEDDINGS -> true;
            case RESPONSES -> responses;
            case MESSAGES, COUNT_TOKENS -> false;
        };
    }

    @Override
    public TimeLimits limits() {
        return limits;
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var body = Patch.of(request, model.upstreamModel());
        boolean stream = request.options().stream();
        var question = new JsonApi.Question(request.endpoint().path(), body, stream, credentials, apiKey);
        return api.ask(question, new OpenAiBodies(request), loop, answer);
    }
}
