package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A library that knows OAuth 2 and OpenID Connect, and of us no more than the issuer. */
@ExtendWith(SharedSuite.class)
final class OAuthLibraryIT {

    private final Suite suite;
    private final Client client;

    OAuthLibraryIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
    }

    @Test
    void findsTheEndpointsLogsInAndVerifiesWhatItGets() throws Exception {
        var provider = provider();
        var tokens = logIn(provider);

        var verifier = new DefaultJWTProcessor<SecurityContext>();
        verifier.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                JWKSourceBuilder.<SecurityContext>create(provider.getJWKSetURI().toURL())
                        .build()));
        var claims = verifier.process(tokens.getAccessToken().getValue(), null);

        assertThat(claims.getIssuer()).isEqualTo(provider.getIssuer().getValue());
        assertThat(claims.getAudience()).containsExactly("gatehouse");
    }

    @Test
    void refreshesAndTheSpentTokenIsAnErrorItKnows() throws Exception {
        var provider = provider();
        var refresh = new RefreshTokenGrant(logIn(provider).getRefreshToken());

        assertThat(ask(provider, refresh).indicatesSuccess()).isTrue();
        assertThat(ask(provider, refresh).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("invalid_grant");
    }

    @Test
    void introspectsAsAServiceAndSeesARevocation() throws Exception {
        var provider = provider();
        var tokens = logIn(provider);

        assertThat(isActive(provider, tokens.getAccessToken())).isTrue();

        var revocation = new TokenRevocationRequest(
                provider.getRevocationEndpointURI(), new ClientID("any"), tokens.getRefreshToken());
        assertThat(revocation.toHTTPRequest().send().getStatusCode()).isEqualTo(200);
        Eventually.within(
                Duration.ofSeconds(1), "the word has spread", () -> !isActive(provider, tokens.getAccessToken()));
    }

    private OIDCProviderMetadata provider() throws Exception {
        return OIDCProviderMetadata.resolve(new Issuer(suite.address()));
    }

    private Tokens logIn(OIDCProviderMetadata provider) throws Exception {
        var password = new Secret(Client.PASSWORD);
        return ask(provider, new ResourceOwnerPasswordCredentialsGrant(client.register(), password))
                .toSuccessResponse()
                .getTokens();
    }

    private static TokenResponse ask(OIDCProviderMetadata provider, AuthorizationGrant grant) throws Exception {
        var request = new TokenRequest.Builder(provider.getTokenEndpointURI(), grant).build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private boolean isActive(OIDCProviderMetadata provider, AccessToken token) {
        try {
            return introspect(provider, token).toSuccessResponse().isActive();
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenIntrospectionResponse introspect(OIDCProviderMetadata provider, AccessToken token)
            throws IOException, ParseException {
        var secret = Files.readString(
                Path.of(suite.environment().get("GATEHOUSE_HOME"), "secrets", "GATEHOUSE_GATEWAY_CLIENT_SECRET"));
        var service = new ClientSecretBasic(new ClientID("gateway-service"), new Secret(secret.strip()));
        var request = new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), service, token);
        var answer = request.toHTTPRequest().send();
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return TokenIntrospectionResponse.parse(answer);
    }
}
