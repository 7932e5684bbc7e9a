package org.gatehouse.kit.upstream;

import java.net.InetSocketAddress;

/** What two connections must share to stand in for each other. */
record Origin(InetSocketAddress address, boolean tls, String serverName) {}
