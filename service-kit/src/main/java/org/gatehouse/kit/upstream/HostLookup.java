package org.gatehouse.kit.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The seam to DNS: all addresses of a name. Blocks, so it is never called on an event loop. */
@FunctionalInterface
public interface HostLookup {

    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The platform's resolver. */
    static HostLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
