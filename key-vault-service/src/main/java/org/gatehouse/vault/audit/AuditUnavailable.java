package org.gatehouse.vault.audit;

import java.io.Serial;

/** A use could not be recorded, so nothing was done. */
public final class AuditUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    AuditUnavailable(Throwable cause) {
        super("the audit trail could not be written", cause);
    }
}
