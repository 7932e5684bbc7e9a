package org.gatehouse.chat.upstream.openai;

import java.io.IOException;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.CollectedBody;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/** A unary answer: one JSON object without an error in it. */
final class WholeBody extends CollectedBody {

    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final Endpoint endpoint;
    private final UpstreamErrors errors;

    WholeBody(Endpoint endpoint, UpstreamErrors errors) {
        super(MAX_BYTES);
        this.endpoint = endpoint;
        this.errors = errors;
    }

    @Override
    protected Outcome judge(byte[] body) {
        try {
            OpenAiObject object = OpenAiObject.read(body);
            ErrorObject error = object.error();
            if (error != null) {
                return new Outcome.Failed(errors.of(error));
            }
            if (endpoint == Endpoint.EMBEDDINGS ? !object.data() : object.choices() < 1) {
                return new Outcome.Failed(Failure.broken("the answer is not what was asked for"));
            }
            Range gap = object.nullError();
            return new Outcome.Whole(
                    gap == null ? body : OpenAiObject.without(body, gap), object.usage(), object.said());
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object"));
        }
    }
}
