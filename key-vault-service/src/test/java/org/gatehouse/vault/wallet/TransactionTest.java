package org.gatehouse.vault.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionTest {

    private static final String SPENDER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    /** Vectors of Besu for EIP-1559, as published in the tests of ethereumjs (eip1559.json), without their outer string. */
    @ParameterizedTest
    @CsvSource({
        "819, 43203529, 35552, 75853, 121212,"
                + " 02f870821e8e8203338301284d8301d97c828ae094000000000000000000000000000000000000aaaa8402933bc980c080a0d067f2167008c59219652f91cbf8788dbca5f771f6e91e2b7657e85b78b472e0a01d305af9fe81fdba43f0dfcd400ed24dcace0a7e30d4e85701dcaaf484cd079e",
        "353, 61901619, 32593, 38850, 136295,"
                + " 02f86f821e8e8201618297c283021467827f5194000000000000000000000000000000000000aaaa8403b08b3380c001a004205678f13fc1d7b10feea6513dfa76e24418b6e08097d95c6f93a3b64e536da01d45ad61bfece43862de2cce7d2575a8c1d08c26c87f3cb5f26d7b0be54a91b2",
        "985, 32531825, 68541, 66377, 136097,"
                + " 02f871821e8e8203d983010349830213a183010bbd94000000000000000000000000000000000000aaaa8401f0657180c001a0e6d23c5ecc0f388a4d41a9523c3ad171e98083a61288c340b968dfe0903a6741a07319e8d54a4fd8f0c081d3ce093d869f9df598481991c8534bfd8f2c163884b4",
        "972, 94563383, 65254, 42798, 103466,"
                + " 02f86f821e8e8203cc82a72e8301942a82fee694000000000000000000000000000000000000aaaa8405a2ec3780c080a02596bfedd3101f7e3c881eec060f83c60617fb21173ff41a560e02c9c23f02f4a01ef1f7930d31081c06dfd2176046a99442a88678638a33eb80afa8d2d3389ee0",
        "119, 65456115, 62341, 24721, 107729,"
                + " 02f86d821e8e778260918301a4d182f38594000000000000000000000000000000000000aaaa8403e6c7f380c001a0e38e239770801eb995498c821e55ac9c19ae09184bb27b34be105e02fe3b7615a067c64ca6bd6d9107e85fd581ab2e70a14b637eb36505bb40861ef9d6e800cab6",
    })
    void isSignedAsOthersDo(long nonce, long value, long gas, long priority, long fee, String raw) {
        var transaction = new Transaction(
                7822,
                nonce,
                new Transaction.Fees(BigInteger.valueOf(priority), BigInteger.valueOf(fee), gas),
                ContractAddress.parse("0x000000000000000000000000000000000000aaaa")
                        .orElseThrow(),
                BigInteger.valueOf(value),
                new byte[0]);
        var key = HexFormat.of().parseHex("8f2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be63");
        Transaction.Signed signed = transaction.sign(SecretMaterial.owning(key));
        assertThat(signed.raw()).isEqualTo("0x" + raw);
        assertThat(signed.hash())
                .isEqualTo("0x"
                        + HexFormat.of().formatHex(Keccak.hash256(HexFormat.of().parseHex(raw))));
    }

    /** The examples in appendix B of the Yellow Paper and on the page of RLP at ethereum.org. */
    @Test
    void numbersBytesAndListsAreEncodedByTheirLength() {
        assertThat(hex(Rlp.encode("dog".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .isEqualTo("83646f67");
        assertThat(hex(Rlp.encode(new byte[0]))).isEqualTo("80");
        assertThat(hex(Rlp.encode(new byte[] {0}))).isEqualTo("00");
        assertThat(hex(Rlp.encode(BigInteger.ZERO))).isEqualTo("80");
        assertThat(hex(Rlp.encode(BigInteger.valueOf(15)))).isEqualTo("0f");
        assertThat(hex(Rlp.encode(BigInteger.valueOf(128)))).isEqualTo("8180");
        assertThat(hex(Rlp.encode(BigInteger.valueOf(1024)))).isEqualTo("820400");
        assertThat(hex(Rlp.list(List.of()))).isEqualTo("c0");
        assertThat(hex(Rlp.encode(new byte[56]))).startsWith("b83800").hasSize(2 * 58);
        assertThat(hex(Rlp.encode(new byte[1024]))).startsWith("b90400");
    }

    /** The selectors of ERC-20; the words as in the ABI's specification. */
    @Test
    void aCallIsItsSelectorAndAWordForEachValue() {
        ContractMethod approve =
                ContractMethod.parse("approve(address,uint256)").orElseThrow();
        assertThat(approve.call(List.of(SPENDER, "1000")).map(HexFormat.of()::formatHex))
                .contains("095ea7b3" + "0000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
                        + "00000000000000000000000000000000000000000000000000000000000003e8");
        assertThat(ContractMethod.parse("transfer(address,uint256)")
                        .flatMap(method -> method.call(List.of(SPENDER, "0")))
                        .map(HexFormat.of()::formatHex)
                        .orElse(""))
                .startsWith("a9059cbb");
        assertThat(ContractMethod.parse("baz(uint32,bool)")
                        .flatMap(method -> method.call(List.of("69", "true")))
                        .map(HexFormat.of()::formatHex))
                .contains("cdcd77c0" + "%064x".formatted(69) + "%064x".formatted(1));
    }

    @Test
    void aCallIsNothingWhenAValueIsNotOfItsType() {
        ContractMethod approve =
                ContractMethod.parse("approve(address,uint256)").orElseThrow();
        for (List<String> values : List.of(
                List.<String>of(),
                List.of(SPENDER),
                List.of(SPENDER, "1", "2"),
                List.of(SPENDER, "-1"),
                List.of(SPENDER, "1.5"),
                List.of(SPENDER, BigInteger.TWO.pow(256).toString()),
                List.of(SPENDER.toLowerCase(java.util.Locale.ROOT).replace("5aae", "5aaE"), "1"),
                List.of("0x5aae", "1"))) {
            assertThat(approve.call(values)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "approve",
                "approve()x",
                "approve(address, uint256)",
                "approve(uint)",
                "approve(uint7)",
                "approve(uint264)",
                "approve(bytes)",
                "approve(bytes33)",
                "approve(string)",
                "approve(address[])",
                "approve(address,)",
                "1approve(address)",
            })
    void aMethodIsNothingWhenItsValuesDoNotFitIntoWords(String signature) {
        assertThat(ContractMethod.parse(signature)).isEmpty();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
