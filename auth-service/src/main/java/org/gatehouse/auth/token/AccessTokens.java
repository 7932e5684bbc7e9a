package org.gatehouse.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.signing.SigningKeys;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.kit.token.Permission;

/** Mints access tokens in the form of RFC 9068. */
@Singleton
public final class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final SigningKeys keys;
    private final Issuer issuer;
    private final InstantSource clock;
    private final IdSource ids;

    AccessTokens(SigningKeys keys, Issuer issuer, InstantSource clock, IdSource ids) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
        this.ids = ids;
    }

    public AccessToken mint(TokenSubject subject, Duration life) {
        var scope =
                subject.permissions().stream().sorted().map(Permission::wire).collect(Collectors.joining(" "));
        var signer = keys.signer();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(TYPE)
                .keyID(signer.kid())
                .build();
        var token = new SignedJWT(header, claims(subject, scope, life));
        try {
            token.sign(signer.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
        return new AccessToken(Secret.of(token.serialize()), life, scope);
    }

    private JWTClaimsSet claims(TokenSubject subject, String scope, Duration life) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer.uri())
                .subject(subject.subject())
                .audience(List.of(subject.audience()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(ids.next().toString())
                .claim("client_id", subject.clientId())
                .claim("scope", scope)
                .claim("roles", subject.roles().stream().sorted().toList());
        subject.extras().forEach(claims::claim);
        return claims.build();
    }
}
