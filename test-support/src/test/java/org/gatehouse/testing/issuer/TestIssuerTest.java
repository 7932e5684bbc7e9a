package org.gatehouse.testing.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The double keeps the contract of auth-service that services rely on; checked with the library alone. */
final class TestIssuerTest {

    @RegisterExtension
    static final TestIssuer ISSUER = TestIssuer.start();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void signsTokensThatItsPublishedKeySetVerifies() throws Exception {
        var token = SignedJWT.parse(ISSUER.userToken(UUID.randomUUID(), "read", "write"));
        var keys = JWKSet.parse(get(ISSUER.jwksUrl()).body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();

        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("gatehouse");
        assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("read write");
    }

    @Test
    void publishesOldKeysUntilTheyAreWithdrawn() throws Exception {
        try (var issuer = TestIssuer.start()) {
            issuer.rotate();
            assertThat(JWKSet.parse(get(issuer.jwksUrl()).body()).size()).isEqualTo(2);

            issuer.withdrawOldKeys();
            assertThat(JWKSet.parse(get(issuer.jwksUrl()).body()).size()).isEqualTo(1);
            assertThat(issuer.keySetFetches()).isEqualTo(2);
        }
    }

    @Test
    void givesAServiceATokenForTheAudienceItAsksFor() throws Exception {
        var answer = token(
                "Basic " + Base64.getEncoder().encodeToString("gateway-service:s%25".getBytes(StandardCharsets.UTF_8)));
        var jwt = answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SignedJWT.parse(jwt).getJWTClaimsSet().getAudience()).containsExactly("auth-service");
        assertThat(SignedJWT.parse(jwt).getJWTClaimsSet().getSubject()).isEqualTo("gateway-service");
    }

    @Test
    void refusesAClientWithoutCredentials() throws Exception {
        assertThat(token("Bearer x").statusCode()).isEqualTo(401);
    }

    @Test
    void goesDownAndComesBack() throws Exception {
        try (var issuer = TestIssuer.start()) {
            issuer.goDown();
            assertThat(get(issuer.jwksUrl()).statusCode()).isEqualTo(500);

            issuer.comeBack();
            assertThat(get(issuer.jwksUrl()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void offersManyHostileTokensEachUnderItsOwnName() {
        assertThat(HostileTokens.against(ISSUER).map(HostileToken::name))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> token(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(ISSUER.address().resolve("/token"))
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString("grant_type=client_credentials&audience=auth-service"));
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
