package org.gatehouse.gateway.authn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.gatehouse.gateway.tunnel.Lease;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.revocation.Revocations;
import org.gatehouse.kit.token.Caller;

/** Ties a tunnel to the token that speaks for its caller: revoked or expired, it takes the tunnel with it. */
@Singleton
public final class Leases {

    private final Revocations revocations;
    private final InstantSource clock;

    Leases(Revocations revocations, Tunnels tunnels, InstantSource clock) {
        this.revocations = revocations;
        this.clock = clock;
        revocations.onRevocation(tunnels::judgeAll);
    }

    public Lease of(Caller.User caller) {
        var left = Duration.between(clock.instant(), caller.expiresAt());
        return new Lease(left.isNegative() ? Duration.ZERO : left, () -> revocations.cover(caller));
    }
}
