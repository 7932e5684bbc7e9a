package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process beside the suite that listens on a port of the loopback address. */
record Peer(Process process, int port) implements AutoCloseable {

    static Peer upstream() throws IOException, InterruptedException {
        int port = freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BenchUpstream.class.getName(),
                Integer.toString(port));
        return started(command, port);
    }

    Target target(String name) {
        return new Target(name, port, List.of(), Map.of(name, process.toHandle()));
    }

    /** Returns when it listens. */
    static Peer started(List<String> command, int port) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        while (!listens(port)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException(command.getFirst() + " ended with code " + process.exitValue());
            }
        }
        return new Peer(process, port);
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
