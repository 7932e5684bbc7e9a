package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.auth.token.AccessTokens;
import org.gatehouse.auth.token.TokenSubject;
import org.gatehouse.auth.totp.CountingFactors;

/** Mints the next access and refresh token of a session; an access token never outlives its session. */
@Singleton
final class IssuePair {

    private final SessionRepository sessions;
    private final AccessTokens tokens;
    private final TokenLifetimes lifetimes;
    private final CountingFactors factors;
    private final RandomSource random;
    private final InstantSource clock;

    IssuePair(
            SessionRepository sessions,
            AccessTokens tokens,
            TokenLifetimes lifetimes,
            CountingFactors factors,
            RandomSource random,
            InstantSource clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.lifetimes = lifetimes;
        this.factors = factors;
        this.random = random;
        this.clock = clock;
    }

    TokenPair issue(Session session, Account account) {
        var now = clock.instant();
        var refresh = random.token();
        sessions.addToken(session.id(), Digest.of(refresh), now);
        var rest = Duration.between(now, session.expiresAt());
        var life = lifetimes.accessToken().compareTo(rest) < 0 ? lifetimes.accessToken() : rest;
        var access = tokens.mint(subject(session, account), life);
        return new TokenPair(access.value(), refresh, "bearer", life.toSeconds(), access.scope());
    }

    private TokenSubject subject(Session session, Account account) {
        Map<String, Object> extras = new HashMap<>();
        extras.put("sid", session.id().value().toString());
        extras.put("auth_time", session.authenticatedAt().getEpochSecond());
        extras.put("acr", level(session, account));
        extras.put("amr", session.methods());
        return new TokenSubject(
                account.id().toString(),
                TokenSubject.USERS_AUDIENCE,
                TokenSubject.LOCAL_CLIENT,
                account.permissions(),
                account.roleNames(),
                extras);
    }

    /** {@code "2"} with a second factor that counts, {@code "1"} without. */
    private String level(Session session, Account account) {
        return session.hadSecondFactor() && factors.countsOf(account) ? "2" : "1";
    }
}
