package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Deletes a key and takes back the tokens it was traded for. */
@Singleton
final class DeleteApiKey {

    private final ApiKeyRepository keys;
    private final KeyRights rights;
    private final Revocations revocations;
    private final Audit audit;
    private final Sql sql;

    DeleteApiKey(ApiKeyRepository keys, KeyRights rights, Revocations revocations, Audit audit, Sql sql) {
        this.keys = keys;
        this.rights = rights;
        this.revocations = revocations;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome delete(Caller.User caller, ApiKeyId id) {
        var owner = new AccountId(caller.accountId());
        return sql.together(() -> keys.find(id, owner)
                .map(key -> rights.objectionToDeleting(key, caller)
                        .<Outcome>map(Outcome.Unproven::new)
                        .orElseGet(() -> delete(id, owner)))
                .orElseGet(Outcome.Absent::new));
    }

    private Outcome delete(ApiKeyId id, AccountId owner) {
        if (!keys.delete(id, owner)) {
            return new Outcome.Absent();
        }
        audit.record(AuditEvent.of(AuditType.KEY_DELETED, owner.value()).about(id.value()));
        revocations.keys(List.of(id.value()));
        return new Outcome.Deleted();
    }

    sealed interface Outcome {
        record Deleted() implements Outcome {}

        /** The owner has no such key. */
        record Absent() implements Outcome {}

        /** What it takes to delete it. */
        record Unproven(PublicError demand) implements Outcome {}
    }
}
