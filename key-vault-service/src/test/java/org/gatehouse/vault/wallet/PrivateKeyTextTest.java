package org.gatehouse.vault.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.wallet.PrivateKeyText.Parsed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateKeyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000001",
                "0x0000000000000000000000000000000000000000000000000000000000000001",
                "0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364140",
                "Ac0974bEc39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            })
    void acceptsEveryKeyWithinTheOrder(String text) {
        String hex = text.startsWith("0x") ? text.substring(2) : text;
        assertThat(parse(text))
                .isEqualTo(new Parsed.Key(SecretMaterial.owning(HexFormat.of().parseHex(hex))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
                "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void refusesZeroAndTheOrderAndAbove(String text) {
        assertThat(parse(text)).isEqualTo(new Parsed.OutOfRange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "1",
                "0x01",
                "000000000000000000000000000000000000000000000000000000000000001",
                "00000000000000000000000000000000000000000000000000000000000000001",
                "0x00000000000000000000000000000000000000000000000000000000000001",
                "0X0000000000000000000000000000000000000000000000000000000000000001",
                "0x000000000000000000000000000000000000000000000000000000000000000g",
                " 000000000000000000000000000000000000000000000000000000000000001",
                "0000000000000000000000000000000000000000000000000000000000000001\n",
                "0x0x00000000000000000000000000000000000000000000000000000000000001",
                "٠000000000000000000000000000000000000000000000000000000000000001"
            })
    void refusesWhatIsNot32BytesOfHexAndPadsNothing(String text) {
        assertThat(parse(text)).isEqualTo(new Parsed.NotHexOf32Bytes());
    }

    private static Parsed parse(String text) {
        try (var material = SecretMaterial.ofText(text)) {
            return PrivateKeyText.parse(material);
        }
    }
}
