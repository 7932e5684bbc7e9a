package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.auth.apikey.ExchangeApiKey;
import org.gatehouse.auth.federation.ExchangeForeignToken;
import org.gatehouse.auth.federation.RecogniseForeignToken;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.token.TokenSubject;
import org.jspecify.annotations.Nullable;

/**
 * An API key, or an access token of the Keycloak realm, for an access token of ours; a user's token for a delegated one. For
 * our own services only (RFC 8693).
 */
@Singleton
final class TokenExchangeGrant implements Grant {

    private static final String API_KEY = "urn:gatehouse:params:oauth:token-type:api-key";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    private final ExchangeApiKey exchangeApiKey;
    private final DelegateToken delegateToken;
    private final @Nullable ExchangeForeignToken exchangeForeignToken;

    TokenExchangeGrant(
            ExchangeApiKey exchangeApiKey,
            DelegateToken delegateToken,
            @Nullable ExchangeForeignToken exchangeForeignToken) {
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
        var form = request.form();
        if (form.get("subject_token_type")
                .filter(DelegateToken.ACCESS_TOKEN::equals)
                .isPresent()) {
            return delegateToken.give(request.client().get(), form);
        }
        var token = form.get("subject_token");
        if (token.isEmpty()) {
            return notOffered();
        }
        if (form.get("audience")
                .filter(aud -> !aud.equals(TokenSubject.USERS_AUDIENCE))
                .isPresent()) {
            return new Outcome.Refused(OAuthError.invalidTarget());
        }
        var foreign = Optional.ofNullable(exchangeForeignToken);
        return switch (form.get("subject_token_type").orElse("")) {
            case API_KEY -> key(token.get());
            case JWT ->
                foreign.map(exchange -> foreign(exchange, token.get())).orElseGet(TokenExchangeGrant::notOffered);
            default -> notOffered();
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
        return new Outcome.Refused(
                OAuthError.invalidRequest("subject_token and a subject_token_type that is offered are required."));
    }
}
