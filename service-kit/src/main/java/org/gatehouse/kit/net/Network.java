package org.gatehouse.kit.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** Addresses that begin alike, written as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; one alone without the slash. */
public final class Network {

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Empty when it is no network in this spelling; nothing is looked up. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        var prefix = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (prefix == null) {
            return Optional.empty();
        }
        int all = prefix.length * Byte.SIZE;
        if (slash < 0) {
            return Optional.of(new Network(prefix, all));
        }
        var bits = text.substring(slash + 1);
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
                ? Optional.of(new Network(prefix, Integer.parseInt(bits)))
                : Optional.empty();
    }

    /** Never true for an address of the other version. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        int whole = bits / Byte.SIZE;
        if (bytes.length != prefix.length || !Arrays.equals(prefix, 0, whole, bytes, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((prefix[whole] ^ bytes[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }
}
