package org.gatehouse.kit.token;

import java.time.Instant;
import java.util.Optional;

/**
 * The realm's word that a user has logged out (OpenID Connect Back-Channel Logout 1.0).
 *
 * @param subject whose sessions have all ended, when no session is named
 * @param session the one that has ended, in the realm's own spelling
 * @param id never the same for two of them
 */
public record LogoutToken(
        String issuer, Optional<String> subject, Optional<String> session, String id, Instant expiresAt) {

    static LogoutToken of(Claims claims) {
        return new LogoutToken(
                claims.text("iss").orElseThrow(),
                claims.text("sub"),
                claims.text("sid"),
                claims.tokenId(),
                claims.expiresAt());
    }
}
