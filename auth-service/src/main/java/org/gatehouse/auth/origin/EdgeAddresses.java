package org.gatehouse.auth.origin;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.gatehouse.kit.config.SettingException;

/** Who is believed when it says for whom it asks. */
final class EdgeAddresses {

    private static final String SETTING = "GATEHOUSE_AUTH_EDGE_ADDRESSES";
    private static final int BITS = 8;

    private final List<Predicate<InetAddress>> trusted = new ArrayList<>();

    /** @param setting {@code loopback}, {@code private}, addresses and networks ({@code 10.1.0.0/16}), with commas between */
    EdgeAddresses(String setting) {
        for (var word : setting.split(",", -1)) {
            trusted.add(parse(word.strip()));
        }
    }

    boolean include(InetAddress address) {
        return trusted.stream().anyMatch(test -> test.test(address));
    }

    private static Predicate<InetAddress> parse(String word) {
        return switch (word) {
            case "loopback" -> InetAddress::isLoopbackAddress;
            case "private" -> address -> address.isSiteLocalAddress() || isUniqueLocal(address);
            default -> network(word);
        };
    }

    private static boolean isUniqueLocal(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static Predicate<InetAddress> network(String word) {
        var slash = word.indexOf('/');
        try {
            var base = InetAddress.ofLiteral(slash < 0 ? word : word.substring(0, slash))
                    .getAddress();
            var bits = slash < 0 ? base.length * BITS : Integer.parseInt(word.substring(slash + 1));
            if (bits < 0 || bits > base.length * BITS) {
                throw new IllegalArgumentException(word);
            }
            return address -> matches(base, address.getAddress(), bits);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    SETTING, "'" + word + "' is neither loopback, private, an address nor a network");
        }
    }

    private static boolean matches(byte[] base, byte[] address, int bits) {
        if (base.length != address.length) {
            return false;
        }
        var whole = bits / BITS;
        if (!Arrays.equals(base, 0, whole, address, 0, whole)) {
            return false;
        }
        var rest = bits % BITS;
        return rest == 0 || (base[whole] ^ address[whole]) >> (BITS - rest) == 0;
    }
}
