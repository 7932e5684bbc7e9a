package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.util.Set;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;

/** Makes a key for the caller's account; neither its permissions nor its limits let it do more than the credential that asks. */
@Singleton
final class CreateApiKey {

    private static final int MOST_KEYS = 500;

    private final ApiKeyRepository keys;
    private final KeyRights rights;
    private final IssueKey issueKey;
    private final Audit audit;
    private final Sql sql;

    CreateApiKey(ApiKeyRepository keys, KeyRights rights, IssueKey issueKey, Audit audit, Sql sql) {
        this.keys = keys;
        this.rights = rights;
        this.issueKey = issueKey;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome create(Caller.User caller, KeyTerms terms) {
        var excess = KeyRights.excess(terms.permissions(), caller);
        if (!excess.isEmpty()) {
            return new Outcome.TooMuch(excess);
        }
        var objection = rights.objectionToMaking(terms.permissions(), caller);
        if (objection.isPresent()) {
            return new Outcome.Unproven(objection.get());
        }
        return rights.wouldFree(caller)
                ? new Outcome.LimitedKey()
                : sql.together(() -> counted(new AccountId(caller.accountId()), terms));
    }

    private Outcome counted(AccountId owner, KeyTerms terms) {
        keys.countAlone(owner);
        if (keys.count(owner) >= MOST_KEYS) {
            return new Outcome.TooMany(MOST_KEYS);
        }
        var issued = issueKey.issue(owner, terms);
        audit.record(AuditEvent.of(AuditType.KEY_CREATED, owner.value())
                .about(issued.key().id().value())
                .with(terms.inWords()));
        return new Outcome.Created(issued.key(), issued.text());
    }

    sealed interface Outcome {
        record Created(StoredKey key, Secret text) implements Outcome {}

        record TooMuch(Set<Permission> excess) implements Outcome {}

        /** What it takes to be given such a key. */
        record Unproven(PublicError demand) implements Outcome {}

        record LimitedKey() implements Outcome {}

        record TooMany(int most) implements Outcome {}
    }
}
