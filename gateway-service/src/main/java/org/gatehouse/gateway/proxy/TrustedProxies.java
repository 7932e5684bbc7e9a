package org.gatehouse.gateway.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.kit.config.SettingException;

/**
 * The proxies in front whose {@code X-Forwarded-*} is believed, as exact networks. Read from its end, a forwarded-for list
 * is believed for as long as the hop that wrote an entry is one of them; the first that is not is the client.
 */
final class TrustedProxies {

    private static final String SETTING = "GATEHOUSE_TRUSTED_PROXIES";
    private static final int MOST_HOPS = 10;

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
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(TrustedProxies::network)
                .toList();
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        var address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new SettingException(SETTING, "must list networks such as 10.0.0.0/8");
        }
        int bits = address.length * Byte.SIZE;
        if (slash >= 0) {
            var length = text.substring(slash + 1);
            bits = length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= bits ? Integer.parseInt(length) : -1;
        }
        if (bits < 0) {
            throw new SettingException(SETTING, "must list networks such as 10.0.0.0/8");
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

    /** Who the request comes from, given that a trusted proxy brought it. */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        var hops = new ArrayList<String>();
        forwardedFor.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        var client = peer;
        for (int i = hops.size() - 1; i >= 0 && i >= hops.size() - MOST_HOPS && contains(client); i--) {
            var bytes = NetUtil.createByteArrayFromIpAddressString(hops.get(i).strip());
            if (bytes == null) {
                return client;
            }
            client = address(bytes);
        }
        return client;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }
}
