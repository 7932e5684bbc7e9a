package org.gatehouse.auth.session;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.kit.ambient.IdSource;

/** A session that begins now, with its whole life before it. */
@Singleton
final class NewSession {

    private final TokenLifetimes lifetimes;
    private final IdSource ids;
    private final InstantSource clock;

    NewSession(TokenLifetimes lifetimes, IdSource ids, InstantSource clock) {
        this.lifetimes = lifetimes;
        this.ids = ids;
        this.clock = clock;
    }

    Session of(AccountId owner, List<String> methods) {
        var now = clock.instant();
        return new Session(new SessionId(ids.next()), owner, now, methods, now.plus(lifetimes.refreshToken()));
    }
}
