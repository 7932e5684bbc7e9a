package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.kit.token.Permission;

/** The key of an account that a program has; to be used in the transaction that says why. */
@Singleton
public final class ClientKeys {

    private final ApiKeyRepository keys;
    private final Revocations revocations;
    private final RandomSource random;
    private final IdSource ids;
    private final InstantSource clock;

    ClientKeys(ApiKeyRepository keys, Revocations revocations, RandomSource random, IdSource ids, InstantSource clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** What may be shown of a key for ever. */
    public static String prefix(String publicId) {
        return ApiKey.prefix(publicId);
    }

    public Secret issue(
            AccountId owner, String name, Set<Permission> permissions, Optional<Integer> requestsPerMinute) {
        return issue(
                owner,
                new KeyTerms(
                        name,
                        permissions,
                        List.of(),
                        Optional.empty(),
                        requestsPerMinute,
                        Optional.empty(),
                        Optional.empty()));
    }

    public void change(AccountId owner, String name, Set<Permission> permissions, Optional<Integer> requestsPerMinute) {
        keys.changeAll(owner, name, permissions, requestsPerMinute);
    }

    /** A new key with the same terms; every other is gone, and with it the tokens it was traded for. */
    public Secret replace(AccountId owner) {
        var terms = keys.all(owner).getLast().terms();
        var gone = keys.deleteAll(owner);
        var next = issue(owner, terms);
        revocations.keys(gone);
        return next;
    }

    private Secret issue(AccountId owner, KeyTerms terms) {
        var key = ApiKey.generate(random);
        keys.add(
                new StoredKey(
                        new ApiKeyId(ids.next()),
                        owner,
                        key.publicId(),
                        terms,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty()),
                key.digest());
        return key.text();
    }
}
