package org.gatehouse.gateway.overload;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the open connections of each client address, so that nobody takes all there are. Loopback has a limit of its own:
 * a proxy on this machine speaks for everybody.
 */
public final class ConnectionCap {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final int perAddress;
    private final int fromLoopback;
    private final ConcurrentHashMap<Long, Integer> open = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /** Zero is no limit. */
    public ConnectionCap(int perAddress, int fromLoopback) {
        this.perAddress = perAddress;
        this.fromLoopback = fromLoopback;
    }

    /** Whether one more may be open; who was let in is told of by {@link #closed}. */
    public boolean opened(InetAddress client) {
        int most = mostOf(client);
        if (most == 0) {
            return true;
        }
        int count = open.merge(key(client), 1, Integer::sum);
        if (count > most) {
            closed(client);
            refused.increment();
            return false;
        }
        return true;
    }

    public void closed(InetAddress client) {
        if (mostOf(client) > 0) {
            var key = key(client);
            if (open.merge(key, -1, Integer::sum) <= 0) {
                open.remove(key, 0);
            }
        }
    }

    public long refused() {
        return refused.sum();
    }

    private int mostOf(InetAddress client) {
        return client.isLoopbackAddress() ? fromLoopback : perAddress;
    }

    /** A customer is given a /64 of IPv6 at least, so that is what counts as one address. */
    private static Long key(InetAddress client) {
        var bytes = client.getAddress();
        long key = 0;
        for (int i = 0; i < Math.min(bytes.length, IPV6_NETWORK_BYTES); i++) {
            key = (key << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return bytes.length == Integer.BYTES ? key | Long.MIN_VALUE : key;
    }
}
