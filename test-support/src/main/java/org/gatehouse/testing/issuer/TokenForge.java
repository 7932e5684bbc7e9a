package org.gatehouse.testing.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds one token by hand, so that every part of it can be wrong on purpose. */
public final class TokenForge {

    private static final Duration LIFE = Duration.ofMinutes(30);

    private final RSAKey key;
    private final Map<String, Object> header = new HashMap<>();
    private final Map<String, Object> claims = new HashMap<>();

    TokenForge(RSAKey key, String issuer, Instant now) {
        this.key = key;
        header.putAll(Map.of("alg", "RS256", "typ", "at+jwt", "kid", key.getKeyID()));
        claims.putAll(Map.of(
                "iss", issuer,
                "sub", UUID.randomUUID().toString(),
                "aud", List.of("gatehouse"),
                "client_id", "gatehouse",
                "scope", "",
                "roles", List.of("user"),
                "jti", UUID.randomUUID().toString(),
                "iat", now.getEpochSecond(),
                "exp", now.plus(LIFE).getEpochSecond()));
    }

    /** Sets a header parameter; {@code null} removes it. */
    public TokenForge header(String name, @Nullable Object value) {
        return set(header, name, value);
    }

    /** Sets a claim; {@code null} removes it. */
    public TokenForge claim(String name, @Nullable Object value) {
        return set(claims, name, value);
    }

    public String headerJson() {
        return JSONObjectUtils.toJSONString(header);
    }

    public String claimsJson() {
        return JSONObjectUtils.toJSONString(claims);
    }

    public String sign() {
        return sign(headerJson(), claimsJson());
    }

    /** Signs these very bytes with the issuer's key, whatever the header says about algorithm and key. */
    public String sign(String headerJson, String claimsJson) {
        return sign(encode(headerJson.getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claimsJson.getBytes(StandardCharsets.UTF_8)));
    }

    /** Appends the issuer's signature over the given signing input. */
    public String sign(String signingInput) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.toPrivateKey());
            signature.update(signingInput.getBytes(StandardCharsets.UTF_8));
            return signingInput + "." + encode(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private TokenForge set(Map<String, Object> target, String name, @Nullable Object value) {
        if (value == null) {
            target.remove(name);
        } else {
            target.put(name, value);
        }
        return this;
    }
}
