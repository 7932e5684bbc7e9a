package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.token.Permission;

/** The key of an account that a program has; to be used in the transaction that says why. */
@Singleton
public final class ClientKeys {

    private final ApiKeyRepository keys;
    private final IssueKey issueKey;
    private final Revocations revocations;

    ClientKeys(ApiKeyRepository keys, IssueKey issueKey, Revocations revocations) {
        this.keys = keys;
        this.issueKey = issueKey;
        this.revocations = revocations;
    }

    /** What may be shown of a key for ever. */
    public static String prefix(String publicId) {
        return ApiKey.prefix(publicId);
    }

    public Secret issue(
            AccountId owner, String name, Set<Permission> permissions, Optional<Integer> requestsPerMinute) {
        var terms = new KeyTerms(name, permissions, List.of(), Optional.empty(), byAdministrator(requestsPerMinute));
        return issueKey.issue(owner, terms).text();
    }

    public void change(AccountId owner, String name, Set<Permission> permissions, Optional<Integer> requestsPerMinute) {
        keys.changeAll(owner, name, permissions, byAdministrator(requestsPerMinute));
    }

    /** A new key with the same terms; every other is gone, and with it the tokens it was traded for. */
    public Secret replace(AccountId owner) {
        keys.countAlone(owner);
        var terms = keys.all(owner).getLast().terms();
        var gone = keys.deleteAll(owner);
        var next = issueKey.issue(owner, terms).text();
        revocations.keys(gone);
        return next;
    }

    /** Nobody else keeps clients. */
    private static Optional<RequestLimit> byAdministrator(Optional<Integer> requestsPerMinute) {
        return requestsPerMinute.map(perMinute -> new RequestLimit(perMinute, true));
    }
}
