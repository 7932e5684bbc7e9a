package org.gatehouse.vault.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wycheproof, aes_gcm_test.json, keys of 256 bits: tcId, key, nonce, associated data, plaintext, ciphertext, tag. */
final class AesGcmTest {

    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @ParameterizedTest
    @CsvSource({
        "93, 80ba3192c803ce965ea371d5ff073cf0f43b6a2ab576b208426e11409c09b9b0, 4da5bf8dfd5852c1ea12379d, '', '', '',"
                + " 4771a7c404a472966cea8f73c8bfe17a",
        "96, 67119627bd988eda906219e08c0d0d779a07d208ce8a4fe0709af755eeec6dcb, 68ab7fdbf61901dad461d23c, '',"
                + " 51f8c1f731ea14acdb210a6d973e07, 43fc101bff4b32bfadd3daf57a590e, ec04aacb7148a8b8be44cb7eaf4efa69",
        "102, f32364b1d339d82e4f132d8f4a0ec1ff7e746517fa07ef1a7f422f4e25a48194, 5a86a50a0e8a179c734b996d,"
                + " ab2ac7c44c60bdf8228c7884adb20184, 43891bccb522b1e72a6b53cf31c074e9d6c2df8e,"
                + " 43dda832e942e286da314daa99bef5071d9d2c78, c3922583476ced575404ddb85dd8cd44",
        "129, 00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f, ffffffffffffffffffffffff, '',"
                + " c6152244cea1978d3e0bc274cf8c0b3b, 7cb6fc7c6abc009efe9551a99f36a421, 00000000000000000000000000000000",
    })
    void opensWhatIsValid(int number, String key, String nonce, String data, String plain, String cipher, String tag) {
        assertThat(open(key, nonce, data, cipher, tag))
                .as("tcId %d", number)
                .contains(SecretMaterial.owning(HexFormat.of().parseHex(plain)));
    }

    @ParameterizedTest
    @CsvSource({
        "130, 9de8fef6d8ab1bf1bf887232eab590dd",
        "131, 9ee8fef6d8ab1bf1bf887232eab590dd",
        "132, 1ce8fef6d8ab1bf1bf887232eab590dd",
        "133, 9ce9fef6d8ab1bf1bf887232eab590dd",
        "134, 9ce8fe76d8ab1bf1bf887232eab590dd",
        "137, 9ce8fef6d8ab1b71bf887232eab590dd",
        "138, 9ce8fef6d8ab1bf1be887232eab590dd",
    })
    void opensNothingWithAChangedTag(int number, String tag) {
        assertThat(open(KEY, "505152535455565758595a5b", "", "b2061457c0759fc1749f174ee1ccadfa", tag))
                .as("tcId %d", number)
                .isEmpty();
    }

    private static Optional<SecretMaterial> open(String key, String nonce, String data, String cipher, String tag) {
        return new AesGcm(SecretMaterial.owning(HexFormat.of().parseHex(key)))
                .open(
                        HexFormat.of().parseHex(nonce + cipher + tag),
                        HexFormat.of().parseHex(data));
    }
}
