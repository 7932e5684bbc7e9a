package org.gatehouse.vault.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcdsaVectorsTest {

    private static final String A = "04782c8ed17e3b2a783b5464f33b09652a71c678e05ec51e84e2bcfc663a3de963"
            + "af9acb4280b8c7f7c42f4ef9aba6245ec1ec1712fd38a0fa96418d8cd6aa6152";
    private static final String B = "04b838ff44e5bc177bf21189d0766082fc9d843226887fc9760371100b7ee20a6f"
            + "f0c9d75bfba7b31a6bca1974496eeb56de357071955d83c4b1badaa0b21832e9";

    /** The vectors for RFC 6979 with secp256k1 and SHA-256 that the libraries of Bitcoin share; s is in its lower half. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000001, Satoshi Nakamoto,"
                + " 934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8,"
                + " 2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140, Satoshi Nakamoto,"
                + " fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0,"
                + " 6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5",
        "f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181, Alan Turing,"
                + " 7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c,"
                + " 58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea",
    })
    void theNonceComesFromTheKeyAndTheMessage(String key, String message, String r, String s) {
        Signature signature = Signature.of(
                sha256(message.getBytes(StandardCharsets.UTF_8)),
                SecretMaterial.owning(HexFormat.of().parseHex(key)));
        assertThat(signature.r()).isEqualTo(new BigInteger(r, 16));
        assertThat(signature.s()).isEqualTo(new BigInteger(s, 16));
    }

    /** Wycheproof, ecdsa_secp256k1_sha256_test.json: tcId, message, r, s; a valid signature leads back to its key. */
    @ParameterizedTest
    @CsvSource({
        "1, " + A + ", '', f80ae4f96cdbc9d853f83d47aae225bf407d51c56b7776cd67d0dc195d99a9dc,"
                + " b303e26be1f73465315221f0b331528807a1a9b6eb068ede6eebeaaa49af8a36",
        "2, " + A + ", 4d7367, 109cd8ae0374358984a8249c0a843628f2835ffad1df1a9a69aa2fe72355545c,"
                + " ac6f00daf53bd8b1e34da329359b6e08019c5b037fed79ee383ae39f85a159c6",
        "3, " + A + ", 313233343030, d035ee1f17fdb0b2681b163e33c359932659990af77dca632012b30b27a057b3,"
                + " 1939d9f3b2858bc13e3474cb50e6a82be44faa71940f876c1cba4c3e989202b6",
        "5, " + B + ", 313233343030, 813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365,"
                + " 900e75ad233fcc908509dbff5922647db37c21f4afd3203ae8dc4ae7794b0f87",
        "300, " + B + ", 31333434323933303739, 325332021261f1bd18f2712aa1e2252da23796da8a4b1ff6ea18cafec7e171f2,"
                + " 40b4f5e287ee61fc3c804186982360891eaa35c75f05a43ecd48b35d984a6648",
        "310, " + B + ", 39383137333230323837, 530a0832b691da0b5619a0b11de6877f3c0971baaa68ed122758c29caaf46b72,"
                + " 93761bb0a14ccf9f15b4b9ce73c6ec700bd015b8cb1cfac56837f4463f53074e",
        "330, " + B + ", 333638323634333138, a134b5c6ccbcefd4c882b945baeb4933444172795fa6796aae149067547098,"
                + " a991b9efa2db276feae1c115c140770901839d87e60e7ec45a2b81cf3b437be6",
    })
    void aValidSignatureLeadsBackToItsKey(int number, String key, String message, String r, String s) {
        assertThat(recovers(key, message, r, s)).as("tcId %d", number).isTrue();
    }

    /** Two of the above with one bit of r, s or the message changed. */
    @ParameterizedTest
    @CsvSource({
        B + ", 313233343030, 813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365,"
                + " 900e75ad233fcc908509dbff5922647db37c21f4afd3203ae8dc4ae7794b0f86",
        B + ", 313233343031, 813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365,"
                + " 900e75ad233fcc908509dbff5922647db37c21f4afd3203ae8dc4ae7794b0f87",
        A + ", 313233343030, 813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365,"
                + " 900e75ad233fcc908509dbff5922647db37c21f4afd3203ae8dc4ae7794b0f87",
    })
    void anythingElseLeadsElsewhere(String key, String message, String r, String s) {
        assertThat(recovers(key, message, r, s)).isFalse();
    }

    private static boolean recovers(String key, String message, String r, String s) {
        byte[] digest = sha256(HexFormat.of().parseHex(message));
        return IntStream.range(0, 2)
                .mapToObj(parity -> Signature.recover(digest, new BigInteger(r, 16), new BigInteger(s, 16), parity))
                .anyMatch(point ->
                        HexFormat.of().formatHex(point.getEncoded(false)).equals(key));
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
