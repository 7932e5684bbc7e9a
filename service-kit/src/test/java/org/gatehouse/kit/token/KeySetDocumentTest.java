package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T22 of the threat model: what a poisoned key set cannot do. */
final class KeySetDocumentTest {

    @Test
    void takesRsaSigningKeysByTheirId() throws Exception {
        var keys = read(rsa("a", 2048), rsa("b", 3072));

        assertThat(keys.orElseThrow().byId()).containsOnlyKeys("a", "b");
    }

    @Test
    void passesOverKeysForOtherPurposes() throws Exception {
        var encryption = new RSAKeyGenerator(2048)
                .keyID("enc")
                .keyUse(KeyUse.ENCRYPTION)
                .generate()
                .toPublicJWK();
        var otherAlgorithm = new RSAKeyGenerator(2048)
                .keyID("ps")
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.PS256)
                .generate()
                .toPublicJWK();
        var noId = new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).generate().toPublicJWK();
        var elliptic = new ECKeyGenerator(Curve.P_256)
                .keyID("ec")
                .keyUse(KeyUse.SIGNATURE)
                .generate()
                .toPublicJWK();

        assertThat(read(encryption, otherAlgorithm, noId, elliptic, rsa("good", 2048))
                        .orElseThrow()
                        .byId())
                .containsOnlyKeys("good");
    }

    @Test
    void passesOverWeakKeys() throws Exception {
        var weak = new RSAKeyGenerator(1024, true)
                .keyID("weak")
                .keyUse(KeyUse.SIGNATURE)
                .generate()
                .toPublicJWK();

        assertThat(read(weak, rsa("good", 2048)).orElseThrow().byId()).containsOnlyKeys("good");
        assertThat(read(weak)).isEmpty();
    }

    @Test
    void refusesASetInWhichAnIdIsAmbiguous() throws Exception {
        assertThat(read(rsa("a", 2048), rsa("a", 2048))).isEmpty();
    }

    @Test
    void neverTakesAKeyWhosePrivateHalfIsPublished() throws Exception {
        var secret =
                new RSAKeyGenerator(2048).keyID("a").keyUse(KeyUse.SIGNATURE).generate();

        assertThat(read(secret)).isEmpty();
        assertThat(read(secret.toPublicJWK(), secret)).isEmpty();
        assertThat(read(secret.toPublicJWK(), secret, rsa("good", 2048))
                        .orElseThrow()
                        .byId())
                .containsOnlyKeys("good");
    }

    @Test
    void refusesADocumentOverItsLimit() throws Exception {
        var document = document(rsa("a", 2048));
        var padded = document.replaceFirst("\\{", "{\"x\":\"" + "a".repeat(KeySetDocument.MAX_BYTES) + "\",");

        assertThat(KeySetDocument.read(padded.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[null]}",
                "{\"keys\":[[],7,\"a\"]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"RSA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\",\"kid\":\"a\",\"use\":\"sig\"}]}",
                "{\"keys\":[{\"kty\":7}]}",
                "<html></html>",
            })
    void refusesWhatIsNoKeySet(String document) {
        assertThat(KeySetDocument.read(document.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static JWK rsa(String id, int bits) throws Exception {
        return new RSAKeyGenerator(bits)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .generate()
                .toPublicJWK();
    }

    private static Optional<VerificationKeys> read(JWK... keys) {
        return KeySetDocument.read(document(keys).getBytes(StandardCharsets.UTF_8));
    }

    private static String document(JWK... keys) {
        return Arrays.stream(keys).map(JWK::toJSONString).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
