package org.gatehouse.auth.signing;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.sql.Sql;

/** Brings the next turn forward, on the record. */
@Singleton
final class RotateSigningKey {

    private final SigningKeys keys;
    private final Audit audit;
    private final Sql sql;

    RotateSigningKey(SigningKeys keys, Audit audit, Sql sql) {
        this.keys = keys;
        this.audit = audit;
        this.sql = sql;
    }

    /** When the next key signs. */
    Instant rotate() {
        var from = sql.together(() -> {
            audit.record(AuditEvent.of(AuditType.SIGNING_KEY_ROTATED));
            return keys.bringForward();
        });
        keys.upkeep();
        return from;
    }
}
