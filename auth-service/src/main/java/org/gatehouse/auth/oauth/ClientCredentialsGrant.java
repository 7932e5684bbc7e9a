package org.gatehouse.auth.oauth;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.gatehouse.auth.client.ServiceClients;
import org.gatehouse.auth.signing.TokenLifetimes;
import org.gatehouse.auth.token.AccessTokens;
import org.gatehouse.auth.token.TokenSubject;

/** A service's own token for exactly one other service (RFC 6749, section 4.4). */
@Singleton
final class ClientCredentialsGrant implements Grant {

    private final ServiceClients services;
    private final AccessTokens tokens;
    private final TokenLifetimes lifetimes;

    ClientCredentialsGrant(ServiceClients services, AccessTokens tokens, TokenLifetimes lifetimes) {
        this.services = services;
        this.tokens = tokens;
        this.lifetimes = lifetimes;
    }

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public Outcome give(TokenRequest request) {
        if (request.client().isEmpty()) {
            return new Outcome.Refused(OAuthError.invalidClient());
        }
        var client = request.client().get();
        return request.form()
                .get("audience")
                .filter(services::isService)
                .<Outcome>map(audience ->
                        new Outcome.Given(TokenResponse.of(tokens.mint(subject(client, audience), life(client)))))
                .orElseGet(() -> new Outcome.Refused(OAuthError.invalidTarget()));
    }

    /** The edge's lives as long as what it stands beside, or users would be locked out first when auth-service is away. */
    private Duration life(String client) {
        var service = lifetimes.serviceToken();
        var edge = lifetimes.apiKeyToken();
        return services.isEdge(client) && edge.compareTo(service) > 0 ? edge : service;
    }

    private static TokenSubject subject(String client, String audience) {
        return new TokenSubject(client, audience, client, Set.of(), Set.of("service"), Map.of());
    }
}
