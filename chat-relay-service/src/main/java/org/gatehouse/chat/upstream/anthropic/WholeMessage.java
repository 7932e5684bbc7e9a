package org.gatehouse.chat.upstream.anthropic;

import java.io.IOException;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.CollectedBody;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/** A unary answer: a message, or a count of tokens. */
final class WholeMessage extends CollectedBody {

    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final Endpoint endpoint;
    private final UpstreamErrors errors;

    WholeMessage(Endpoint endpoint, UpstreamErrors errors) {
        super(MAX_BYTES);
        this.endpoint = endpoint;
        this.errors = errors;
    }

    @Override
    protected Outcome judge(byte[] body) {
        try {
            MessageObject object = MessageObject.read(body);
            if (object.error() != null) {
                return new Outcome.Failed(errors.of(object.error()));
            }
            boolean complete = endpoint == Endpoint.COUNT_TOKENS
                    ? object.counted()
                    : object.type().equals("message");
            return complete
                    ? new Outcome.Whole(body, object.usage(), object.said())
                    : new Outcome.Failed(Failure.broken("the answer is not what was asked for"));
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object"));
        }
    }
}
