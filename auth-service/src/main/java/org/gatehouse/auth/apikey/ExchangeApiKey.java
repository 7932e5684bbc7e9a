package org.gatehouse.auth.apikey;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.auth.token.AccessToken;

/** Trades an API key for an access token. */
@Singleton
public final class ExchangeApiKey {

    private static final Digest NOBODYS = Digest.of(Secret.of("nobody's"));

    private final ApiKeyRepository keys;
    private final Accounts accounts;
    private final KeyTokens tokens;
    private final LastUse lastUse;
    private final InstantSource clock;
    private final Sql sql;

    ExchangeApiKey(
            ApiKeyRepository keys, Accounts accounts, KeyTokens tokens, LastUse lastUse, InstantSource clock, Sql sql) {
        this.keys = keys;
        this.accounts = accounts;
        this.tokens = tokens;
        this.lastUse = lastUse;
        this.clock = clock;
        this.sql = sql;
    }

    /** Empty for a key that is malformed, unknown, deleted or expired, or whose owner is disabled. */
    public Optional<AccessToken> exchange(Secret text) {
        return ApiKey.parse(text).flatMap(key -> sql.together(() -> exchange(key)));
    }

    private Optional<AccessToken> exchange(ApiKey key) {
        var presented = keys.hold(key.publicId());
        var digest = presented.map(ApiKeyRepository.Presented::digest).orElse(NOBODYS);
        var matches = digest.matches(key.digest());
        return presented
                .map(ApiKeyRepository.Presented::key)
                .filter(stored -> matches && stored.worksAt(clock.instant()))
                .flatMap(this::mint);
    }

    private Optional<AccessToken> mint(StoredKey key) {
        return accounts.active(key.owner()).flatMap(owner -> {
            var now = clock.instant();
            var ceiling = accounts.ceiling(owner);
            if (ceiling.isEmpty()) {
                return Optional.empty();
            }
            lastUse.note(key, now);
            return Optional.of(tokens.mint(key, owner, ceiling, now));
        });
    }
}
