package org.gatehouse.auth.origin;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.net.Network;

/** Who is believed when it says for whom it asks. */
final class EdgeAddresses {

    private static final String SETTING = "GATEHOUSE_AUTH_EDGE_ADDRESSES";

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
        return Network.parse(word)
                .<Predicate<InetAddress>>map(network -> network::contains)
                .orElseThrow(() -> new SettingException(
                        SETTING, "'" + word + "' is neither loopback, private, an address nor a network"));
    }
}
