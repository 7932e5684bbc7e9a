package org.gatehouse.vault.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningTest {

    private static final BigInteger HALF_ORDER =
            new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

    /** The example of EIP-712, signed with the Keccak hash of "cow". */
    private static final String MAIL = """
            {"types": {
               "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"},
                 {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
               "Person": [{"name": "name", "type": "string"}, {"name": "wallet", "type": "address"}],
               "Mail": [{"name": "from", "type": "Person"}, {"name": "to", "type": "Person"},
                 {"name": "contents", "type": "string"}]},
             "primaryType": "Mail",
             "domain": {"name": "Ether Mail", "version": "1", "chainId": 1,
               "verifyingContract": "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
             "message": {
               "from": {"name": "Cow", "wallet": "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
               "to": {"name": "Bob", "wallet": "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
               "contents": "Hello, Bob!"}}""";

    @Test
    void signsTheExampleOfEip712() throws IOException {
        TypedData mail = parse(MAIL).orElseThrow();
        assertThat(HexFormat.of().formatHex(mail.digest()))
                .isEqualTo("be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
        assertThat(mail.primaryType()).isEqualTo("Mail");
        assertThat(mail.domainName()).isEqualTo("Ether Mail|1|1|0xcccccccccccccccccccccccccccccccccccccccc");
        byte[] cow = Keccak.hash256("cow".getBytes(StandardCharsets.UTF_8));
        assertThat(mail.sign(SecretMaterial.owning(cow)).hex())
                .isEqualTo("0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                        + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c");
    }

    /** The example in the documentation of web3.eth.accounts.sign. */
    @Test
    void signsAPersonalMessageAsOthersDo() {
        var message = PersonalMessage.of("Some data").orElseThrow();
        assertThat(HexFormat.of().formatHex(message.digest()))
                .isEqualTo("1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655");
        assertThat(message.sign(key("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"))
                        .hex())
                .isEqualTo("0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                        + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c");
    }

    @Test
    void signsNoTextWithHalfACharacter() {
        assertThat(PersonalMessage.of("Some \ud83d data")).isEmpty();
        assertThat(PersonalMessage.of("Some \ud83d\udd11 data")).isPresent();
    }

    @Test
    void keepsSInTheLowerHalfAndFillsEverySignatureTo65Bytes() {
        for (int i = 1; i <= 300; i++) {
            Signature signature =
                    PersonalMessage.of("message " + i).orElseThrow().sign(key("%064x".formatted(i)));
            assertThat(signature.s()).isLessThanOrEqualTo(HALF_ORDER).isPositive();
            assertThat(signature.v()).isBetween(27, 28);
            assertThat(signature.hex()).hasSize(2 + 130);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"contents\": \"Hello, Bob!\"|\"contents\": 5",
                "\"contents\": \"Hello, Bob!\"|\"contents\": null",
                "\"contents\": \"Hello, Bob!\"|\"other\": \"Hello, Bob!\"",
                "\"contents\": \"Hello, Bob!\"|\"contents\": \"Hello, Bob!\", \"hidden\": \"x\"",
                "\"primaryType\": \"Mail\"|\"primaryType\": \"Nobody\"",
                "\"primaryType\": \"Mail\"|\"primaryType\": \"EIP712Domain\"",
                "\"chainId\": 1|\"chainId\": -1",
                "\"chainId\": 1|\"chainId\": 1.5",
                "\"chainId\": 1|\"chainId\": \"one\"",
                "\"type\": \"uint256\"|\"type\": \"uint257\"",
                "\"type\": \"uint256\"|\"type\": \"uint7\"",
                "\"type\": \"Person\"|\"type\": \"Person[2]\"",
                "\"type\": \"Person\"|\"type\": \"Persona\"",
                "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826|0xcD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
                "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826|0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD8",
                "\"name\": \"contents\"|\"name\": \"from\"",
                "\"message\"|\"massage\"",
                "\"contents\": \"Hello, Bob!\"|\"contents\": \"Hello, \\ud800!\"",
                "{\"name\": \"chainId\", \"type\": \"uint256\"}|{\"name\": \"chainId\", \"type\": \"uint64\"}",
                "{\"name\": \"version\", \"type\": \"string\"}|{\"name\": \"edition\", \"type\": \"string\"}",
                "Person|address",
            })
    void refusesWhatIsNotSoundInEveryPart(String part, String instead) throws IOException {
        assertThat(MAIL).contains(part);
        assertThat(parse(MAIL.replace(part, instead))).isEmpty();
    }

    @Test
    void refusesATypeThatNeverEnds() throws IOException {
        String endless = MAIL.replace(
                "{\"name\": \"name\", \"type\": \"string\"}, {\"name\": \"wallet\", \"type\": \"address\"}",
                "{\"name\": \"name\", \"type\": \"Person\"}, {\"name\": \"wallet\", \"type\": \"address\"}");
        assertThat(parse(endless)).isEmpty();
    }

    private static Optional<TypedData> parse(String json) throws IOException {
        Map<String, Object> map =
                JsonMapper.createDefault().readValue(json, Argument.mapOf(String.class, Object.class));
        return map == null ? Optional.empty() : TypedData.parse(map);
    }

    private static SecretMaterial key(String hex) {
        return SecretMaterial.owning(HexFormat.of().parseHex(hex));
    }
}
