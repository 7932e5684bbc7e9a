package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;

/** Makes a key for the caller's account; neither its permissions nor its limits let it do more than the credential that asks. */
@Singleton
final class CreateApiKey {

    private static final int MOST_KEYS = 500;

    private final ApiKeyRepository keys;
    private final RandomSource random;
    private final IdSource ids;
    private final InstantSource clock;
    private final Audit audit;
    private final Sql sql;

    CreateApiKey(ApiKeyRepository keys, RandomSource random, IdSource ids, InstantSource clock, Audit audit, Sql sql) {
        this.keys = keys;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.sql = sql;
    }

    Outcome create(Caller.User caller, KeyTerms terms) {
        var owner = new AccountId(caller.accountId());
        var excess = new HashSet<>(terms.permissions());
        excess.removeAll(caller.permissions());
        if (!excess.isEmpty()) {
            return new Outcome.TooMuch(excess);
        }
        if (caller.roles().contains(Role.SERVICE.wire()) || limited(caller, owner)) {
            return new Outcome.LimitedKey();
        }
        if (keys.count(owner) >= MOST_KEYS) {
            return new Outcome.TooMany(MOST_KEYS);
        }
        var key = ApiKey.generate(random);
        var id = new ApiKeyId(ids.next());
        var stored =
                new StoredKey(id, owner, key.publicId(), terms, clock.instant(), Optional.empty(), Optional.empty());
        sql.together(() -> {
            keys.add(stored, key.digest());
            audit.record(AuditEvent.of(AuditType.KEY_CREATED, owner.value())
                    .about(id.value())
                    .with(terms.inWords()));
            return true;
        });
        return new Outcome.Created(stored, key.text());
    }

    /** A key that has been deleted meanwhile counts as limited. */
    private boolean limited(Caller.User caller, AccountId owner) {
        return caller.keyId()
                .map(id -> keys.find(new ApiKeyId(id), owner)
                        .map(key -> key.terms().limiting())
                        .orElse(true))
                .orElse(false);
    }

    sealed interface Outcome {
        record Created(StoredKey key, Secret text) implements Outcome {}

        record TooMuch(Set<Permission> excess) implements Outcome {}

        record LimitedKey() implements Outcome {}

        record TooMany(int most) implements Outcome {}
    }
}
