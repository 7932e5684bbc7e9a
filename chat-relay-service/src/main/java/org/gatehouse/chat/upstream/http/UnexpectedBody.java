package org.gatehouse.chat.upstream.http;

import java.io.IOException;
import org.gatehouse.chat.upstream.Failure;

/** A success that is no stream although one was asked for: at best an error object. */
final class UnexpectedBody extends CollectedBody {

    private static final int MAX_BYTES = 64 * 1024;

    private final UpstreamErrors errors;

    UnexpectedBody(UpstreamErrors errors) {
        super(MAX_BYTES);
        this.errors = errors;
    }

    @Override
    protected Outcome judge(byte[] body) {
        try {
            ErrorObject error = ErrorObject.in(body);
            return error == null ? noStream() : new Outcome.Failed(errors.of(error));
        } catch (IOException e) {
            return noStream();
        }
    }

    @Override
    protected Outcome overlong() {
        return noStream();
    }

    private static Outcome noStream() {
        return new Outcome.Failed(Failure.broken("a stream was asked for, something else came"));
    }
}
