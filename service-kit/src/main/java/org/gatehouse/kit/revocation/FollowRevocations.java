package org.gatehouse.kit.revocation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.ClientConfig;
import org.gatehouse.kit.token.TokenStanding;

/** What the stream has told; while it is lost, a token is also asked about now and then. */
@Singleton
@Requires(beans = ClientConfig.class)
final class FollowRevocations implements TokenStanding {

    private final Revocations revocations;
    private final RevocationFeed feed;
    private final ConfirmTokens confirm;

    FollowRevocations(Revocations revocations, RevocationFeed feed, ConfirmTokens confirm) {
        this.revocations = revocations;
        this.feed = feed;
        this.confirm = confirm;
    }

    @Override
    public boolean isRevoked(String token, Caller.User caller) {
        return revocations.cover(caller) || (!feed.isLive() && confirm.isRefused(token, caller));
    }
}
