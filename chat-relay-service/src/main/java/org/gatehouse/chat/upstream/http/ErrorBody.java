package org.gatehouse.chat.upstream.http;

import io.netty.handler.codec.http.HttpHeaders;

/** The body of an answer whose status is an error; what is longer than any error needs to be is not read. */
final class ErrorBody extends CollectedBody {

    private static final int MAX_BYTES = 64 * 1024;

    private final int status;
    private final HttpHeaders headers;
    private final UpstreamErrors errors;

    ErrorBody(int status, HttpHeaders headers, UpstreamErrors errors) {
        super(MAX_BYTES);
        this.status = status;
        this.headers = headers;
        this.errors = errors;
    }

    @Override
    protected Outcome judge(byte[] body) {
        return new Outcome.Failed(errors.of(status, headers, body));
    }

    @Override
    protected Outcome overlong() {
        return judge(new byte[0]);
    }
}
