package org.gatehouse.chat.upstream.anthropic;

import java.util.Map;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.http.Bodies;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Dialect;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.jspecify.annotations.Nullable;

/** Anthropic's: messages and the count of their tokens. */
public final class AnthropicDialect implements Dialect {

    /** The version of the wire format; there has been no other since (https://docs.anthropic.com/en/api/versioning). */
    private static final String VERSION = "2023-06-01";

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
    }
}
