package org.gatehouse.chat.upstream.openai;

import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.http.Bodies;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/** The OpenAI dialect's answers to one request. */
record OpenAiBodies(ModelRequest request) implements Bodies {

    @Override
    public Body whole(UpstreamErrors errors) {
        return request.endpoint() == Endpoint.RESPONSES
                ? new WholeResponse(errors)
                : new WholeBody(request.endpoint(), errors);
    }

    @Override
    public Body stream(Answer answer, UpstreamErrors errors) {
        return request.endpoint() == Endpoint.RESPONSES
                ? new ResponseStream(answer, errors)
                : new StreamBody(request.options().choices(), answer, errors);
    }
}
