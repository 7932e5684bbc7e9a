package org.gatehouse.vault.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

    /** Published pairs: the ends of the range, the key of the EIP-712 example, and those of two development kits. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000001, 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf",
        "0000000000000000000000000000000000000000000000000000000000000002, 0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140, 0x80C0dbf239224071c59dD8970ab9d542E3414aB2",
        "c85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4, 0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80, 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318, 0x2c7536E3605D9C16a7a3D7b1898e529396a65c23",
    })
    void isDerivedFromThePrivateKey(String key, String address) {
        assertThat(Address.of(SecretMaterial.owning(HexFormat.of().parseHex(key))))
                .isEqualTo(new Address(address));
    }

    /** The test cases of EIP-55. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
                "0xde709f2102306220921060314715629080e2fb77",
                "0x27b1fdb04752bbc536007a920d24acb045561c26",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void isSpelledWithItsChecksum(String address) {
        assertThat(Address.spell(HexFormat.of().parseHex(address.substring(2)))).isEqualTo(address);
    }
}
