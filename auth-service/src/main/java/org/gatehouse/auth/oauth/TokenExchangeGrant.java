package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import org.gatehouse.auth.apikey.ExchangeApiKey;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.token.TokenSubject;

/** A credential for an access token of ours, or a user's token for a delegated one; for our own services only (RFC 8693). */
@Singleton
final class TokenExchangeGrant implements Grant {

    private static final String API_KEY = "urn:gatehouse:params:oauth:token-type:api-key";

    private final ExchangeApiKey exchangeApiKey;
    private final DelegateToken delegateToken;

    TokenExchangeGrant(ExchangeApiKey exchangeApiKey, DelegateToken delegateToken) {
        this.exchangeApiKey = exchangeApiKey;
        this.delegateToken = delegateToken;
    }

    @Override
    public String type() {
        return "urn:ietf:params:oauth:grant-type:token-exchange";
    }

    @Override
    public Outcome give(TokenRequest request) {
        if (request.client().isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidClient());
        }
        var form = request.form();
        if (form.get("subject_token_type")
                .filter(DelegateToken.ACCESS_TOKEN::equals)
                .isPresent()) {
            return delegateToken.give(request.client().get(), form);
        }
        var token = form.get("subject_token");
        if (token.isEmpty()
                || !form.get("subject_token_type").filter(API_KEY::equals).isPresent()) {
            return new Outcome.Refused(
                    OAuthError.invalidRequest("subject_token and a subject_token_type that is offered are required."));
        }
        if (form.get("audience")
                .filter(aud -> !aud.equals(TokenSubject.USERS_AUDIENCE))
                .isPresent()) {
            return new Outcome.Refused(OAuthError.invalidTarget());
        }
        return exchangeApiKey
                .exchange(Secret.of(token.get()))
                .<Outcome>map(access -> new Outcome.Given(TokenResponse.exchanged(access)))
                .orElseGet(() -> new Outcome.Refused(OAuthError.invalidGrant("The API key is not valid.")));
    }
}
