package org.gatehouse.chat.upstream.openai;

import java.util.Map;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.UpstreamConfig.Via;
import org.gatehouse.chat.upstream.http.Bodies;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Dialect;
import org.gatehouse.chat.upstream.http.JoinedBody;
import org.gatehouse.chat.upstream.http.UnrolledBody;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's.
 *
 * @param via which of its two APIs is asked for chat
 * @param responses whether the API has {@code /responses} itself
 * @param endsWithoutReason whether its answers are complete although they give no reason for their end
 */
public record OpenAiDialect(Via via, boolean responses, boolean endsWithoutReason) implements Dialect {

    @Override
    public boolean serves(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT -> via != Via.RESPONSES;
            case COMPLETIONS, EMBEDDINGS, MODERATIONS, RERANK, IMAGES, SPEECH, TRANSCRIPTIONS -> true;
            case RESPONSES -> via == Via.RESPONSES || (responses && via == Via.AUTO);
            case MESSAGES, COUNT_TOKENS -> false;
        };
    }

    @Override
    public boolean mayServe(Endpoint endpoint) {
        return serves(endpoint) || (endpoint == Endpoint.RESPONSES && via == Via.AUTO);
    }

    @Override
    public Map<String, String> headers(@Nullable String apiKey) {
        return apiKey == null ? Map.of() : Map.of("authorization", "Bearer " + apiKey);
    }

    @Override
    public Bodies bodies(ModelRequest request) {
        if (request.endpoint().opaque()) {
            return new PassedBodies();
        }
        return request.endpoint() == Endpoint.RESPONSES
                ? new ResponseBodies()
                : new ChatBodies(request, endsWithoutReason);
    }

    private record ResponseBodies() implements Bodies {

        @Override
        public Body whole(UpstreamErrors errors) {
            return new WholeResponse(errors);
        }

        @Override
        public Body stream(Answer answer, UpstreamErrors errors) {
            return new ResponseStream(answer, errors);
        }

        @Override
        public Body joined(UpstreamErrors errors) {
            var joining = new JoinedResponse();
            return new JoinedBody(stream(joining, errors), joining);
        }

        @Override
        public Body unrolled(Answer answer, UpstreamErrors errors) {
            return new UnrolledBody(whole(errors), UnrolledResponse::unroll, answer);
        }
    }

    /** None of them is read. */
    private record PassedBodies() implements Bodies {

        @Override
        public boolean opaque() {
            return true;
        }

        @Override
        public Body whole(UpstreamErrors errors) {
            throw new IllegalStateException("nothing is read");
        }

        @Override
        public Body stream(Answer answer, UpstreamErrors errors) {
            throw new IllegalStateException("nothing is read");
        }
    }

    private record ChatBodies(ModelRequest request, boolean endsWithoutReason) implements Bodies {

        @Override
        public Body whole(UpstreamErrors errors) {
            return new WholeBody(request, endsWithoutReason, errors);
        }

        @Override
        public Body stream(Answer answer, UpstreamErrors errors) {
            return new StreamBody(request, endsWithoutReason, answer, errors);
        }

        @Override
        public Body joined(UpstreamErrors errors) {
            var joining = new JoinedAnswer(request.endpoint());
            return new JoinedBody(stream(joining, errors), joining);
        }

        @Override
        public Body unrolled(Answer answer, UpstreamErrors errors) {
            return new UnrolledBody(whole(errors), UnrolledCompletion::unroll, answer);
        }
    }
}
