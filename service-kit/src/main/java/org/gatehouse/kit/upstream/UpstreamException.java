package org.gatehouse.kit.upstream;

import java.io.IOException;

/** An {@link UpstreamFailure} where only an exception can be told. Its message is for logs. */
public final class UpstreamException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient UpstreamFailure failure;

    UpstreamException(UpstreamFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public UpstreamFailure failure() {
        return failure;
    }
}
