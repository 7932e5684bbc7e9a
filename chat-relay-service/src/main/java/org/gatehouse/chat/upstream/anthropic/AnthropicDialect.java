package org.gatehouse.chat.upstream.anthropic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.chat.request.AnthropicHeaders;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.RequestReader;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.http.Bodies;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Dialect;
import org.gatehouse.chat.upstream.http.JoinedBody;
import org.gatehouse.chat.upstream.http.UnrolledBody;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.jspecify.annotations.Nullable;

/** Anthropic's: messages and the count of their tokens. */
public final class AnthropicDialect implements Dialect {

    /** The version of the wire format; there has been no other since (https://docs.anthropic.com/en/api/versioning). */
    private static final String VERSION = "2023-06-01";

    private final BetaFlags betas;

    /** One whose clients may set any flag. */
    public AnthropicDialect() {
        this(new BetaFlags(List.of("*")));
    }

    public AnthropicDialect(BetaFlags betas) {
        this.betas = betas;
    }

    @Override
    public boolean serves(Endpoint endpoint) {
        return endpoint.dialect() == Endpoint.Dialect.ANTHROPIC;
    }

    @Override
    public Map<String, String> headers(@Nullable String apiKey) {
        return apiKey == null
                ? Map.of("anthropic-version", VERSION)
                : Map.of("anthropic-version", VERSION, "x-api-key", apiKey);
    }

    @Override
    public ModelRequest fit(ModelRequest request, Dropped dropped) {
        byte[] cleaned = ForeignThoughts.without(request.body());
        boolean same = Arrays.equals(cleaned, request.body());
        if (same || !(RequestReader.read(request.endpoint(), cleaned) instanceof Reading.Read(ModelRequest own))) {
            return request;
        }
        dropped.add("thinking");
        return own;
    }

    @Override
    public Map<String, String> headers(Map<String, String> ofAll, ModelRequest request, Dropped dropped) {
        AnthropicHeaders client = request.options().anthropic();
        List<String> flags = client.betas().stream().filter(betas::allow).toList();
        if (flags.size() < client.betas().size()) {
            dropped.add(AnthropicHeaders.BETA);
        }
        var headers = new HashMap<>(ofAll);
        if (client.version() != null) {
            headers.put(AnthropicHeaders.VERSION, client.version());
        }
        if (!flags.isEmpty()) {
            headers.put(AnthropicHeaders.BETA, String.join(",", flags));
        }
        return headers;
    }

    @Override
    public Bodies bodies(ModelRequest request) {
        return new MessageBodies(request.endpoint());
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

        @Override
        public Body joined(UpstreamErrors errors) {
            var joining = new JoinedMessage();
            return new JoinedBody(stream(joining, errors), joining);
        }

        @Override
        public Body unrolled(Answer answer, UpstreamErrors errors) {
            return new UnrolledBody(whole(errors), UnrolledMessage::unroll, answer);
        }
    }
}
