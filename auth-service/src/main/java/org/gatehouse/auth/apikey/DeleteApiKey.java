package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;

/** Deletes a key and takes back the tokens it was traded for. */
@Singleton
final class DeleteApiKey {

    private final ApiKeyRepository keys;
    private final Revocations revocations;
    private final Audit audit;
    private final Sql sql;

    DeleteApiKey(ApiKeyRepository keys, Revocations revocations, Audit audit, Sql sql) {
        this.keys = keys;
        this.revocations = revocations;
        this.audit = audit;
        this.sql = sql;
    }

    /** False when the owner has no such key. */
    boolean delete(ApiKeyId id, AccountId owner) {
        return sql.together(() -> {
            var deleted = keys.delete(id, owner);
            if (deleted) {
                audit.record(AuditEvent.of(AuditType.KEY_DELETED, owner.value()).about(id.value()));
                revocations.keys(List.of(id.value()));
            }
            return deleted;
        });
    }
}
