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
            return endpoint == Endpoint.COUNT_TOKENS ? count(body, object) : message(body, object);
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object"));
        }
    }

    private static Outcome count(byte[] body, MessageObject object) {
        return object.counted()
                ? new Outcome.Whole(body, object.usage(), object.said())
                : new Outcome.Failed(Failure.broken("the answer is not what was asked for"));
    }

    private static Outcome message(byte[] body, MessageObject object) throws IOException {
        if (!object.type().equals("message")) {
            return new Outcome.Failed(Failure.broken("the answer is not what was asked for"));
        }
        if (!object.stopped().good()) {
            return new Outcome.Failed(Failure.broken("the answer broke off, or gives no reason for its end"));
        }
        byte[] told = object.foreign() ? object.inOwnWords(body) : body;
        return new Outcome.Whole(told, object.usage(), object.said());
    }
}
