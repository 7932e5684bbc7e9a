package org.gatehouse.gateway.limit;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Whose requests are counted. */
sealed interface Subject {

    /** An account, by whichever of its keys and sessions. */
    record Account(UUID id) implements Subject {}

    /** One API key that has a limit of its own. */
    record Key(UUID id) implements Subject {}

    /** A client address; of IPv6 its /64, since a customer is given one at least. */
    record Network(long prefix, boolean ipv6) implements Subject {}

    /** All clients together. */
    record Everybody() implements Subject {}

    static Subject of(InetAddress client) {
        var bytes = client.getAddress();
        var buffer = ByteBuffer.wrap(bytes);
        return bytes.length == Integer.BYTES
                ? new Network(buffer.getInt(), false)
                : new Network(buffer.getLong(), true);
    }
}
