package org.gatehouse.vault.envelope;

import java.io.Serial;

/** A key service could not be asked. The message is for the operator's log and never leaves the service. */
public final class KeyServiceUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public KeyServiceUnavailable(String operatorMessage) {
        super(operatorMessage);
    }

    public KeyServiceUnavailable(String operatorMessage, Throwable cause) {
        super(operatorMessage, cause);
    }
}
