package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.session.RefreshSession;

/** A refresh token for the next pair (RFC 6749, section 6). */
@Singleton
final class RefreshTokenGrant implements Grant {

    private final RefreshSession refreshSession;

    RefreshTokenGrant(RefreshSession refreshSession) {
        this.refreshSession = refreshSession;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public Outcome give(TokenRequest request) {
        var token = request.form().get("refresh_token");
        if (token.isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidRequest("refresh_token is required."));
        }
        return refreshSession
                .refresh(Secret.of(token.get()))
                .<Outcome>map(pair -> new Outcome.Given(TokenResponse.of(pair)))
                .orElseGet(() -> new Outcome.Refused(OAuthError.invalidGrant("The refresh token is not valid.")));
    }
}
