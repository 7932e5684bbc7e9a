package org.gatehouse.vault.wallet;

import java.util.HexFormat;
import java.util.Optional;

/** Twenty bytes, spelled in lower case. */
public record ContractAddress(String text) {

    private static final int WORD_BYTES = 32;

    /** In mixed case the spelling is a checksum (EIP-55) and must hold. */
    public static Optional<ContractAddress> parse(String text) {
        try {
            byte[] word = TypedDataAtoms.encode("address", text);
            return Optional.of(
                    new ContractAddress("0x" + HexFormat.of().formatHex(word, WORD_BYTES - Address.BYTES, WORD_BYTES)));
        } catch (UnsoundTypedData unsound) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(text, 2, text.length());
    }
}
