package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.auth.apikey.ExchangeApiKey;
import org.gatehouse.auth.client.ExchangeAudiences;
import org.gatehouse.auth.federation.ExchangeForeignToken;
import org.gatehouse.auth.federation.RecogniseForeignToken;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An API key, or an access token of the Keycloak realm, for an access token of ours; a user's token for a delegated one. For
 * our own services only (RFC 8693).
 */
@Singleton
final class TokenExchangeGrant implements Grant {

    private final ExchangeAudiences audiences;
    private final ExchangeApiKey exchangeApiKey;
    private final DelegateToken delegateToken;
    private final @Nullable ExchangeForeignToken exchangeForeignToken;

    TokenExchangeGrant(
            ExchangeAudiences audiences,
            ExchangeApiKey exchangeApiKey,
            DelegateToken delegateToken,
            @Nullable ExchangeForeignToken exchangeForeignToken) {
        this.audiences = audiences;
        this.exchangeApiKey = exchangeApiKey;
        this.delegateToken = delegateToken;
        this.exchangeForeignToken = exchangeForeignToken;
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
        var client = request.client().get();
        return switch (ExchangeRequest.read(request.form())) {
            case ExchangeRequest.Outcome.Refused(var error) -> new Outcome.Refused(error);
            case ExchangeRequest.Outcome.Understood(var asked) ->
                audiences.allow(client, asked.audience())
                        ? exchange(client, asked)
                        : new Outcome.Refused(OAuthError.invalidTarget());
        };
    }

    private Outcome exchange(String client, ExchangeRequest request) {
        return switch (request.type()) {
            case USERS_TOKEN -> delegateToken.give(client, request);
            case API_KEY -> key(request.subjectToken());
            case FOREIGN_TOKEN ->
                Optional.ofNullable(exchangeForeignToken)
                        .map(exchange -> foreign(exchange, request.subjectToken()))
                        .orElseGet(TokenExchangeGrant::notOffered);
        };
    }

    private Outcome key(String key) {
        return exchangeApiKey
                .exchange(Secret.of(key))
                .<Outcome>map(access -> new Outcome.Given(TokenResponse.exchanged(access)))
                .orElseGet(() -> new Outcome.Refused(OAuthError.invalidGrant("The API key is not valid.")));
    }

    private static Outcome foreign(ExchangeForeignToken exchange, String token) {
        return switch (exchange.exchange(token)) {
            case RecogniseForeignToken.Outcome.Recognised(var access) ->
                new Outcome.Given(TokenResponse.exchanged(access));
            case RecogniseForeignToken.Outcome.Refused() ->
                new Outcome.Refused(OAuthError.invalidGrant("The token is not valid."));
            case RecogniseForeignToken.Outcome.Unavailable() -> new Outcome.Refused(OAuthError.unavailable());
        };
    }

    private static Outcome notOffered() {
        return new Outcome.Refused(OAuthError.invalidRequest("No other issuer's tokens are exchanged here."));
    }
}
