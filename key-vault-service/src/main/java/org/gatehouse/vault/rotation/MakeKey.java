package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.AuditTrail;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.SecretId;

/** Rotates the master key itself; records keep their wraps until they are rewrapped. */
@Singleton
final class MakeKey {

    private static final SecretId NO_SECRET = new SecretId(new UUID(0, 0));

    private final KeyRing keys;
    private final AuditTrail audit;

    MakeKey(KeyRing keys, AuditTrail audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /** A key that was made stays made when its row cannot be written: it does no harm, and the caller hears of it. */
    NewKey make(Requester by) {
        return audit.inTurn(AuditTrail.SYSTEM, () -> switch (keys.rotate()) {
            case NewKey.Made made ->
                new Audited.Done<NewKey>(
                        made,
                        new Use(Action.KEY_MADE, by, NO_SECRET, made.name().toString(), ""));
            case NewKey.ByOperator instead -> new Audited.Nothing<NewKey>(instead);
        });
    }
}
