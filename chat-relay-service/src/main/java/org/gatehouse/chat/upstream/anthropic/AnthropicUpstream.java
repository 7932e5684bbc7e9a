package org.gatehouse.chat.upstream.anthropic;

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
import org.gatehouse.chat.upstream.http.Bodies;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.JsonApi;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.jspecify.annotations.Nullable;

/** Any API of Anthropic's dialect: messages and the count of their tokens. */
public final class AnthropicUpstream implements UserKeyed {

    /** The version of the wire format; there has been no other since (https://docs.anthropic.com/en/api/versioning). */
    private static final String VERSION = "2023-06-01";

    private final UpstreamConfig config;
    private final JsonApi api;
    private final @Nullable String apiKey;
    private final Map<String, String> headers;

    public AnthropicUpstream(UpstreamConfig config, JsonApi api, @Nullable String apiKey) {
        this.config = config;
        this.api = api;
        this.apiKey = apiKey;
        this.headers = apiKey == null
                ? Map.of("anthropic-version", VERSION)
                : Map.of("anthropic-version", VERSION, "x-api-key", apiKey);
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
        return new AnthropicUpstream(config, api, key);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return endpoint.dialect() == Endpoint.Dialect.ANTHROPIC;
    }

    @Override
    public TimeLimits limits() {
        return config.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var body = Patch.of(request, model.upstreamModel());
        boolean stream = request.options().stream();
        var question = new JsonApi.Question(request.endpoint().path(), body, stream, headers, apiKey);
        return api.ask(question, new MessageBodies(request.endpoint()), loop, answer);
    }

    private record MessageBodies(Endpoint endpoint) implements Bodies {

        @Override
        public Body whole(UpstreamErrors errors) {
            return new WholeMessage(endpoint, errors);
        }

        @Override
        public Body stream(Answer answer, UpstreamErrors errors) {
            return new MessageStream(answer, errors);
        }
    }
}
