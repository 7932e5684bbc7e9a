package org.gatehouse.auth.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param address the client's, as the edge saw it
 * @param requestId empty for what no request asked for
 */
public record Origin(InetAddress address, @Nullable String userAgent, String requestId) {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    public String addressText() {
        return address.getHostAddress();
    }

    /** What counts as one client: the address, and of IPv6 the network that one subscriber is given. */
    public String network() {
        var bytes = address.getAddress();
        if (bytes.length == IPV6_BYTES) {
            Arrays.fill(bytes, IPV6_NETWORK_BYTES, IPV6_BYTES, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
