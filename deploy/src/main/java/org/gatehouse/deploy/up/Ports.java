package org.gatehouse.deploy.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at the machine's ports before anything is started on them. */
final class Ports {
    private Ports() {}

    static void checkFree(int port, String setting, String address) throws CannotStart {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new CannotStart(new Failure.PortTaken(port, setting));
        }
    }

    static int free() throws CannotStart {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart(new Failure.BadSetting("this machine", "has no free port: " + e));
        }
    }
}
