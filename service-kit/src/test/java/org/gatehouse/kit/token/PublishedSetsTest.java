package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Key sets as identity providers publish them: whatever stands beside or around a good key, the good key is found. */
final class PublishedSetsTest {

    private static final JWK RSA = make(2048);
    /** Stands for the null of JSON. */
    private static final String NULL = "<null>";

    private static final JWK OTHER = make(2048);

    static Stream<Arguments> foreignNeighbours() throws Exception {
        var elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec").generate().toPublicJWK();
        var symmetric = new OctetSequenceKeyGenerator(256).keyID("hs").generate();
        return Stream.of(
                arguments("an elliptic key", elliptic.toJSONObject()),
                arguments("an elliptic key of the same id", with(elliptic.toJSONObject(), "kid", "good")),
                arguments("an elliptic key off its curve", with(elliptic.toJSONObject(), "x", "AQ")),
                arguments("a curve that nobody knows", with(elliptic.toJSONObject(), "crv", "BP-256")),
                arguments("an Edwards key", Map.of("kty", "OKP", "crv", "Ed25519", "kid", "ed", "x", "AQAB")),
                arguments("a post-quantum key", Map.of("kty", "AKP", "alg", "ML-DSA-44", "kid", "pq", "pub", "AQAB")),
                arguments("a symmetric key", symmetric.toJSONObject()),
                arguments("a type that is a number", Map.of("kty", 7, "kid", "x")),
                arguments("no type", Map.of("kid", "x")),
                arguments("an encryption key", key(OTHER, Map.of("kid", "enc", "use", "enc", "alg", "RSA-OAEP"))),
                arguments("an encryption key of the same id", key(OTHER, Map.of("kid", "good", "use", "enc"))),
                arguments("the same key for another algorithm", key(RSA, Map.of("kid", "good", "alg", "RS512"))),
                arguments("the same key twice", key(RSA, Map.of("kid", "good", "use", "sig", "alg", "RS256"))),
                arguments("a key that only encrypts", key(OTHER, Map.of("kid", "good", "key_ops", List.of("encrypt")))),
                arguments("a key without an id", key(OTHER, Map.of("use", "sig"))),
                arguments("an id that is a number", key(OTHER, Map.of("kid", 7))),
                arguments("a use that is a list", key(OTHER, Map.of("kid", "x", "use", List.of("sig")))),
                arguments("a weak key of the same id", key(make(1024), Map.of("kid", "good"))),
                arguments("an exponent of one", with(key(OTHER, Map.of("kid", "good")), "e", "AQ")),
                arguments("a modulus that is no number", with(key(OTHER, Map.of("kid", "good")), "n", List.of())),
                arguments("no modulus", Map.of("kty", "RSA", "kid", "good", "e", "AQAB")),
                arguments("a key that was revoked", key(OTHER, Map.of("kid", "good", "revoked", Map.of("at", 1L)))),
                arguments("a symmetric key of the same id", with(symmetric.toJSONObject(), "kid", "good")),
                arguments("an empty type", Map.of("kty", "", "kid", "x")),
                arguments("an empty object", Map.of()),
                arguments("a list", List.of("good")),
                arguments("a number", 7),
                arguments("a key for another hash", key(OTHER, Map.of("kid", "good", "alg", "PS256"))),
                arguments(
                        "a key whose operations are a text",
                        key(OTHER, Map.of("kid", "x", "key_ops", "encrypt", "use", "enc"))),
                arguments("an empty id", key(OTHER, Map.of("kid", ""))),
                arguments("null", null),
                arguments("a text", "good"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foreignNeighbours")
    void findsTheGoodKeyBeside(String name, @Nullable Object neighbour) {
        var good = key(RSA, Map.of("kid", "good", "use", "sig", "alg", "RS256"));

        assertFound(set(neighbour, good));
        assertFound(set(good, neighbour));
    }

    static Stream<Arguments> spellingsOfAGoodKey() {
        var bare = key(RSA, Map.of("kid", "good"));
        var modulus = new byte[257];
        var value = Base64.getUrlDecoder().decode((String) bare.get("n"));
        System.arraycopy(value, 0, modulus, 1, value.length);
        return Stream.of(
                arguments("without use and algorithm", bare),
                arguments("without use", key(RSA, Map.of("kid", "good", "alg", "RS256"))),
                arguments("without algorithm", key(RSA, Map.of("kid", "good", "use", "sig"))),
                arguments("with empty words", key(RSA, Map.of("kid", "good", "use", "", "alg", ""))),
                arguments("with null for what is not said", key(RSA, Map.of("kid", "good", "use", NULL, "alg", NULL))),
                arguments("with its operations", key(RSA, Map.of("kid", "good", "key_ops", List.of("verify")))),
                arguments(
                        "with use and operations",
                        key(RSA, Map.of("kid", "good", "use", "sig", "key_ops", List.of("verify")))),
                arguments("with no operation named", key(RSA, Map.of("kid", "good", "key_ops", List.of()))),
                arguments(
                        "with a certificate of another key",
                        key(RSA, Map.of("kid", "good", "x5c", List.of("AQAB"), "x5t", "?"))),
                arguments("with a certificate that is a text", key(RSA, Map.of("kid", "good", "x5c", "AQAB"))),
                arguments("with an address that is none", key(RSA, Map.of("kid", "good", "x5u", ":// "))),
                arguments("with dates as fractions", key(RSA, Map.of("kid", "good", "exp", 1.5, "iat", "now"))),
                arguments(
                        "with members of its provider",
                        key(RSA, Map.of("kid", "good", "issuer", Map.of("a", List.of(1L))))),
                arguments("with an exponent of more bytes than it needs", with(bare, "e", "AAEAAQ")),
                arguments("with all operations", key(RSA, Map.of("kid", "good", "key_ops", List.of("sign", "verify")))),
                arguments("with no certificate", key(RSA, Map.of("kid", "good", "x5c", List.of()))),
                arguments(
                        "with null for a certificate", key(RSA, Map.of("kid", "good", "x5c", NULL, "x5t#S256", NULL))),
                arguments("with dates", key(RSA, Map.of("kid", "good", "nbf", 0, "exp", 4_102_444_800L))),
                arguments("with what a browser adds", key(RSA, Map.of("kid", "good", "ext", true))),
                arguments("with a sign byte", with(bare, "n", url(modulus))),
                arguments("padded", with(bare, "n", Base64.getUrlEncoder().encodeToString(value))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellingsOfAGoodKey")
    void takesAKey(String name, Map<String, Object> key) {
        assertFound(set(key));
    }

    @ParameterizedTest
    @MethodSource("surroundings")
    void readsASetWithin(String before, String after) {
        assertFound(before + set(key(RSA, Map.of("kid", "good"))) + after);
    }

    static Stream<Arguments> surroundings() {
        return Stream.of(arguments("\uFEFF", ""), arguments("\n  ", "\r\n"), arguments("\uFEFF \t", " "));
    }

    private static void assertFound(String document) {
        var keys = KeySetDocument.read(document.getBytes(StandardCharsets.UTF_8));

        assertThat(keys.orElseThrow().byId()).containsOnlyKeys("good");
        assertThat(keys.orElseThrow().find("good").orElseThrow())
                .isEqualTo(PublishedKey.rsa(RSA.toJSONObject()).orElseThrow());
    }

    private static String set(@Nullable Object... keys) {
        var all = new ArrayList<@Nullable Object>(Arrays.asList(keys));
        return JSONObjectUtils.toJSONString(Map.of("keys", all)).replace('"' + NULL + '"', "null");
    }

    private static Map<String, Object> key(JWK key, Map<String, Object> said) {
        var json = new HashMap<>(key.toJSONObject());
        json.putAll(said);
        return json;
    }

    private static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
        var json = new HashMap<>(key);
        json.put(name, value);
        return json;
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JWK make(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).generate().toPublicJWK();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
