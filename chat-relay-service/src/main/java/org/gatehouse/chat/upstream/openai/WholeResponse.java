package org.gatehouse.chat.upstream.openai;

import java.io.IOException;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.CollectedBody;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;

/** A unary response: one object of that kind without an error in it. */
final class WholeResponse extends CollectedBody {

    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final UpstreamErrors errors;

    WholeResponse(UpstreamErrors errors) {
        super(MAX_BYTES);
        this.errors = errors;
    }

    @Override
    protected Outcome judge(byte[] body) {
        try {
            ResponseDocument response = ResponseDocument.read(body);
            if (response.error() != null) {
                return new Outcome.Failed(errors.of(response.error()));
            }
            return response.object().equals("response")
                    ? new Outcome.Whole(body, response.usage(), response.said())
                    : new Outcome.Failed(Failure.broken("the answer is no response"));
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object"));
        }
    }
}
