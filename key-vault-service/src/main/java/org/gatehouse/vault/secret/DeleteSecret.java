package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.AuditTrail;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretId;

/** Destroys a secret: with its wrapped data key gone, what is left of the payload anywhere opens nowhere. */
@Singleton
final class DeleteSecret {

    private final SecretRepository secrets;
    private final AuditTrail audit;

    DeleteSecret(SecretRepository secrets, AuditTrail audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    /** True when there was one to destroy. */
    boolean delete(OwnerId owner, Slot slot, Requester by) {
        return audit.inTurn(owner, () -> {
            Optional<SecretRow> row = secrets.find(owner.value(), slot.kind().wire(), slot.name());
            if (row.isEmpty() || secrets.delete(row.get().id(), owner.value()) == 0) {
                return new Audited.Nothing<>(false);
            }
            var use = new Use(Action.DELETED, by, new SecretId(row.get().id()), slot.path(), "");
            return new Audited.Done<>(true, use);
        });
    }
}
