package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.ambient.IdSource;

/** Puts a new key with the same terms in a key's place; the old one works until the grace ends. */
@Singleton
final class RotateApiKey {

    private final ApiKeyRepository keys;
    private final RandomSource random;
    private final IdSource ids;
    private final InstantSource clock;
    private final Audit audit;
    private final Sql sql;

    RotateApiKey(ApiKeyRepository keys, RandomSource random, IdSource ids, InstantSource clock, Audit audit, Sql sql) {
        this.keys = keys;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome rotate(ApiKeyId id, AccountId owner, Duration grace) {
        return sql.together(() -> {
            var now = clock.instant();
            var old = keys.find(id, owner).filter(key -> key.worksAt(now));
            if (old.isEmpty()) {
                return new Outcome.Absent();
            }
            if (!keys.retire(id, owner, now.plus(grace))) {
                return new Outcome.RotatedBefore();
            }
            var key = ApiKey.generate(random);
            var next = new StoredKey(
                    new ApiKeyId(ids.next()),
                    owner,
                    key.publicId(),
                    old.get().terms(),
                    now,
                    Optional.empty(),
                    Optional.empty());
            keys.add(next, key.digest());
            audit.record(AuditEvent.of(AuditType.KEY_ROTATED, owner.value())
                    .about(id.value())
                    .with(Map.of("next", next.id().value().toString(), "grace", grace.toString())));
            return new Outcome.Rotated(next, key.text());
        });
    }

    sealed interface Outcome {
        record Rotated(StoredKey next, Secret text) implements Outcome {}

        record Absent() implements Outcome {}

        record RotatedBefore() implements Outcome {}
    }
}
