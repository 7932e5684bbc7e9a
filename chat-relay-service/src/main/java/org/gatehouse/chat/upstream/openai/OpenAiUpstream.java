package org.gatehouse.chat.upstream.openai;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Patch;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.chat.upstream.UserKeyed;
import org.gatehouse.chat.upstream.http.JsonApi;
import org.jspecify.annotations.Nullable;

/** Any API of the OpenAI dialect. */
public final class OpenAiUpstream implements UserKeyed {

    private final UpstreamConfig config;
    private final JsonApi api;
    private final @Nullable String apiKey;
    private final Map<String, String> credentials;

    public OpenAiUpstream(UpstreamConfig config, JsonApi api, @Nullable String apiKey) {
        this.config = config;
        this.api = api;
        this.apiKey = apiKey;
        this.credentials = apiKey == null ? Map.of() : Map.of("authorization", "Bearer " + apiKey);
    }

    @Override
    public Optional<String> keyName() {
        return Optional.ofNullable(config.userKeys());
    }

    @Override
    public String origin() {
        return config.origin();
    }

    @Override
    public Upstream withKey(String key) {
        return new OpenAiUpstream(config, api, key);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT, COMPLETIONS, EMBEDDINGS -> true;
            case RESPONSES -> config.responses();
            case MESSAGES, COUNT_TOKENS -> false;
        };
    }

    @Override
    public TimeLimits limits() {
        return config.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var body = Patch.of(request, model.upstreamModel());
        boolean stream = request.options().stream();
        var question = new JsonApi.Question(request.endpoint().path(), body, stream, credentials, apiKey);
        return api.ask(question, new OpenAiBodies(request), loop, answer);
    }
}
