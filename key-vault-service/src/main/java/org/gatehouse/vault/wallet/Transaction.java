package org.gatehouse.vault.wallet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * A transaction of type 2 (EIP-1559) without an access list.
 *
 * @param value in wei
 * @param call what the contract is to do; empty for a plain transfer
 */
@SuppressWarnings("ArrayRecordComponent")
public record Transaction(long chainId, long nonce, Fees fees, ContractAddress to, BigInteger value, byte[] call) {

    private static final byte TYPE = 2;

    /** What a transaction may cost at most, in wei per unit of gas. */
    public record Fees(BigInteger maxPriorityFeePerGas, BigInteger maxFeePerGas, long gasLimit) {}

    /**
     * Ready to be sent.
     *
     * @param raw as {@code eth_sendRawTransaction} takes it
     * @param hash the name under which the chain knows it
     */
    public record Signed(String raw, String hash) {}

    public Signed sign(SecretMaterial privateKey) {
        List<byte[]> fields = new ArrayList<>(fields());
        Signature signature = Signature.of(Keccak.hash256(typed(fields)), privateKey);
        fields.add(Rlp.encode(BigInteger.valueOf(signature.parity())));
        fields.add(Rlp.encode(signature.r()));
        fields.add(Rlp.encode(signature.s()));
        byte[] raw = typed(fields);
        return new Signed(hex(raw), hex(Keccak.hash256(raw)));
    }

    private List<byte[]> fields() {
        return List.of(
                Rlp.encode(BigInteger.valueOf(chainId)),
                Rlp.encode(BigInteger.valueOf(nonce)),
                Rlp.encode(fees.maxPriorityFeePerGas()),
                Rlp.encode(fees.maxFeePerGas()),
                Rlp.encode(BigInteger.valueOf(fees.gasLimit())),
                Rlp.encode(to.bytes()),
                Rlp.encode(value),
                Rlp.encode(call),
                Rlp.list(List.of()));
    }

    private static byte[] typed(List<byte[]> fields) {
        byte[] list = Rlp.list(fields);
        var typed = new byte[1 + list.length];
        typed[0] = TYPE;
        System.arraycopy(list, 0, typed, 1, list.length);
        return typed;
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
