package org.gatehouse.testing.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The client's side: opens a {@link RawConnection} to a server on this machine. */
public final class RawHttp {

    private RawHttp() {}

    public static RawConnection connect(int port) {
        try {
            return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that will not take more than a few kilobytes before it reads. */
    public static RawConnection connectWithSmallWindow(int port) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on a connection of its own. */
    public static RawResponse exchange(int port, String request) {
        try (var connection = connect(port)) {
            return connection.send(request).readResponse();
        }
    }
}
