package org.gatehouse.gateway.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.kit.net.Networks;

/**
 * The proxies in front whose {@code X-Forwarded-*} is believed, as exact networks. Read from its end, a forwarded-for list
 * is believed for as long as the hop that wrote an entry is one of them; the first that is not is the client.
 */
final class TrustedProxies {

    private static final String SETTING = "GATEHOUSE_TRUSTED_PROXIES";
    private static final int MOST_HOPS = 10;

    private final Networks networks;

    /** @param networks such as {@code 10.0.0.0/8} or {@code 2001:db8::1} */
    TrustedProxies(List<String> networks) {
        this.networks = Networks.of(SETTING, networks);
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean contains(InetAddress address) {
        return networks.contains(address);
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
