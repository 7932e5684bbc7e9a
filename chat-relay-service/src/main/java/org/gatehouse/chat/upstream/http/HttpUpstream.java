package org.gatehouse.chat.upstream.http;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Patch;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.chat.upstream.UserKeyed;
import org.jspecify.annotations.Nullable;

/** An API behind one address, asked in its own dialect with the operator's key or a caller's. */
public final class HttpUpstream implements UserKeyed {

    private static final int MOST_REMEMBERED = 1_000;

    private final UpstreamConfig config;
    private final Dialect dialect;
    private final JsonApi api;
    private final Executor counting;
    private final @Nullable String apiKey;
    private final Map<String, String> headers;
    /** The models whose servers refused {@code stream_options}. */
    private final Set<String> withoutStreamOptions;

    public HttpUpstream(
            UpstreamConfig config, Dialect dialect, JsonApi api, Executor counting, @Nullable String apiKey) {
        this(config, dialect, api, counting, apiKey, ConcurrentHashMap.newKeySet());
    }

    private HttpUpstream(
            UpstreamConfig config,
            Dialect dialect,
            JsonApi api,
            Executor counting,
            @Nullable String apiKey,
            Set<String> withoutStreamOptions) {
        this.withoutStreamOptions = withoutStreamOptions;
        this.config = config;
        this.dialect = dialect;
        this.api = api;
        this.counting = counting;
        this.apiKey = apiKey;
        this.headers = dialect.headers(apiKey);
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
        return new HttpUpstream(config, dialect, api, counting, key, withoutStreamOptions);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return dialect.serves(endpoint);
    }

    @Override
    public boolean mayServe(Endpoint endpoint) {
        return dialect.mayServe(endpoint);
    }

    @Override
    public TimeLimits limits() {
        return config.limits();
    }

    @Override
    public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
        var counted = new CountedUsage(answer, request, loop, counting);
        boolean mayAsk = request.options().stream() && request.endpoint().dialect() == Endpoint.Dialect.OPENAI;
        if (!mayAsk || withoutStreamOptions.contains(model.upstreamModel())) {
            return ask(request, model, mayAsk, loop, counted);
        }
        var asking = new UsageNotAsked(counted, to -> {
            if (withoutStreamOptions.size() < MOST_REMEMBERED) {
                withoutStreamOptions.add(model.upstreamModel());
            }
            return ask(request, model, true, loop, to);
        });
        return asking.asks(ask(request, model, false, loop, asking));
    }

    private static String accept(ModelRequest request) {
        return request.options().stream()
                ? "text/event-stream"
                : request.endpoint().opaque() ? "*/*" : "application/json";
    }

    private Generation ask(ModelRequest request, Model model, boolean bare, EventLoop loop, Answer answer) {
        var dropped = new Dropped();
        ModelRequest fitting = dialect.fit(request, dropped);
        Map<String, String> told = dialect.headers(headers, request, dropped);
        answer.dropped(dropped.names());
        var body = bare
                ? Patch.withoutStreamOptions(fitting, model.upstreamModel())
                : Patch.of(fitting, model.upstreamModel());
        boolean stream = request.options().stream();
        var sent = new JsonApi.Sent(body, request.body().length, request.upload());
        var question = new JsonApi.Question(request.endpoint().path(), sent, accept(request), stream, told, apiKey);
        return api.ask(question, dialect.bodies(request), loop, answer);
    }
}
