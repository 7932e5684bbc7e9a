package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.ambient.IdSource;

/** Makes a key and stores all but its secret; to be used in the transaction that says why. */
@Singleton
final class IssueKey {

    private final ApiKeyRepository keys;
    private final RandomSource random;
    private final IdSource ids;
    private final InstantSource clock;

    IssueKey(ApiKeyRepository keys, RandomSource random, IdSource ids, InstantSource clock) {
        this.keys = keys;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    Issued issue(AccountId owner, KeyTerms terms) {
        var id = ids.next();
        return issue(owner, terms, id, id);
    }

    /** In the place of another, with its terms. */
    Issued succeed(StoredKey old) {
        return issue(old.owner(), old.terms(), ids.next(), old.line());
    }

    private Issued issue(AccountId owner, KeyTerms terms, UUID id, UUID line) {
        var key = ApiKey.generate(random);
        var stored = new StoredKey(
                new ApiKeyId(id),
                owner,
                key.publicId(),
                terms,
                line,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        keys.add(stored, key.digest());
        return new Issued(stored, key.text());
    }

    /** @param text the key in full, to be shown this once */
    record Issued(StoredKey key, Secret text) {}
}
