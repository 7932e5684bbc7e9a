package org.gatehouse.gateway.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import org.gatehouse.kit.config.SettingException;

/** Exact networks of a setting. */
final class Networks {

    private static final class Network {

        private final byte[] prefix;
        private final int bits;

        Network(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % Byte.SIZE);
                if (((address[i / Byte.SIZE] ^ prefix[i / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks;

    /** @param networks such as {@code 10.0.0.0/8} or {@code 2001:db8::1} */
    Networks(String setting, List<String> networks) {
        this.networks = networks.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> network(setting, text))
                .toList();
    }

    private static Network network(String setting, String text) {
        int slash = text.indexOf('/');
        var address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new SettingException(setting, "must list networks such as 10.0.0.0/8");
        }
        int bits = address.length * Byte.SIZE;
        if (slash >= 0) {
            var length = text.substring(slash + 1);
            bits = length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= bits ? Integer.parseInt(length) : -1;
        }
        if (bits < 0) {
            throw new SettingException(setting, "must list networks such as 10.0.0.0/8");
        }
        return new Network(address, bits);
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        for (var network : networks) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }
}
