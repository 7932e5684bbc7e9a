package org.gatehouse.chat.upstream.morpheus;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/** Tells addresses of the public internet from those that only somebody inside could mean. */
final class PublicAddress {

    /** What is not reachable from everywhere, or may be another address in disguise (IANA's special-purpose registries). */
    private static final List<Block> SPECIAL_V4 = List.of(
            block("00000000", 8),
            block("0a000000", 8),
            block("64400000", 10),
            block("7f000000", 8),
            block("a9fe0000", 16),
            block("ac100000", 12),
            block("c0000000", 24),
            block("c0000200", 24),
            block("c0586300", 24),
            block("c0a80000", 16),
            block("c6120000", 15),
            block("c6336400", 24),
            block("cb007100", 24),
            block("e0000000", 4),
            block("f0000000", 4));

    private static final Block GLOBAL_V6 = block("20000000000000000000000000000000", 3);
    private static final List<Block> SPECIAL_V6 = List.of(
            block("20010000000000000000000000000000", 23),
            block("20010db8000000000000000000000000", 32),
            block("20020000000000000000000000000000", 16),
            block("3fff0000000000000000000000000000", 20));

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(one -> one.holds(bytes))
                : GLOBAL_V6.holds(bytes) && SPECIAL_V6.stream().noneMatch(one -> one.holds(bytes));
    }

    private static Block block(String hex, int bits) {
        return new Block(HexFormat.of().parseHex(hex), bits);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Block(byte[] prefix, int bits) {

        private boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((prefix[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
