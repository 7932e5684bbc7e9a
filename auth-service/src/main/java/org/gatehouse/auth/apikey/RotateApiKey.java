package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Puts a new key with the same terms in a key's place; the old one works until the grace ends, and of one line no second does. */
@Singleton
final class RotateApiKey {

    private final ApiKeyRepository keys;
    private final KeyRights rights;
    private final IssueKey issueKey;
    private final InstantSource clock;
    private final Audit audit;
    private final Sql sql;

    RotateApiKey(
            ApiKeyRepository keys, KeyRights rights, IssueKey issueKey, InstantSource clock, Audit audit, Sql sql) {
        this.keys = keys;
        this.rights = rights;
        this.issueKey = issueKey;
        this.clock = clock;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome rotate(Caller.User caller, ApiKeyId id, Duration grace) {
        var owner = new AccountId(caller.accountId());
        return sql.together(() -> {
            keys.countAlone(owner);
            var now = clock.instant();
            return keys.find(id, owner)
                    .filter(key -> key.worksAt(now))
                    .map(key -> rights.objectionToRotating(key, caller)
                            .<Outcome>map(Outcome.Unproven::new)
                            .orElseGet(() -> rotate(key, grace, now)))
                    .orElseGet(Outcome.Absent::new);
        });
    }

    private Outcome rotate(StoredKey old, Duration grace, Instant now) {
        if (old.retiresAt().isPresent()) {
            return new Outcome.RotatedBefore();
        }
        var earlier = keys.graceOf(old.line(), now);
        if (earlier.isPresent() && grace.isPositive()) {
            return new Outcome.EarlierStillWorks(earlier.get());
        }
        keys.retire(old.id(), now.plus(grace));
        var next = issueKey.succeed(old);
        audit.record(AuditEvent.of(AuditType.KEY_ROTATED, old.owner().value())
                .about(old.id().value())
                .with(Map.of("next", next.key().id().value().toString(), "grace", grace.toString())));
        return new Outcome.Rotated(next.key(), next.text());
    }

    sealed interface Outcome {
        record Rotated(StoredKey next, Secret text) implements Outcome {}

        record Absent() implements Outcome {}

        /** What it takes to be given such a key. */
        record Unproven(PublicError demand) implements Outcome {}

        record RotatedBefore() implements Outcome {}

        /** @param until when the key ceases to work whose place this one has taken */
        record EarlierStillWorks(Instant until) implements Outcome {}
    }
}
