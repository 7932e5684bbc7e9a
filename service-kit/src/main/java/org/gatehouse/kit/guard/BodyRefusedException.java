package org.gatehouse.kit.guard;

import java.io.IOException;

/**
 * Tells the handlers after the guard that the body they are receiving will never be complete. The framework passes it to
 * whoever reads the body and, by its message, takes it for a client that went away.
 */
public final class BodyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyRefusedException(String reason) {
        super("Connection closed by the guard: " + reason);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
