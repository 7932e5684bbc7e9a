package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.gatehouse.auth.federation.RecogniseForeignToken.Outcome;
import org.gatehouse.auth.token.AccessToken;

/** Trades an access token of the realm for one of ours (RFC 8693). */
@Singleton
@Requires(beans = FederationConfig.class)
public final class ExchangeForeignToken {

    private final RecogniseForeignToken recognise;
    private final FederatedTokens tokens;

    ExchangeForeignToken(RecogniseForeignToken recognise, FederatedTokens tokens) {
        this.recognise = recognise;
        this.tokens = tokens;
    }

    public Outcome<AccessToken> exchange(String token) {
        return recognise.recognise(token, tokens::mint);
    }
}
