package org.gatehouse.testing.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's side: runs a script on a virtual thread for each connection made to it. */
public final class RawOrigin implements AutoCloseable {

    /** What to do with one connection, which is closed when the script returns. */
    @FunctionalInterface
    public interface Script {
        void serve(RawConnection connection, int number) throws IOException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RawOrigin(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** Starts on a free port; connections are numbered from 1. */
    public static RawOrigin start(Script script) {
        try {
            var origin = new RawOrigin(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
            Thread.ofVirtual().name("raw-origin").start(origin::acceptAll);
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port on which nothing listens. */
    public static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body length that a head announces; 0 when it announces none. */
    public static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int connections() {
        return accepted.get();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                open.add(socket);
                int number = accepted.incrementAndGet();
                Thread.ofVirtual().name("raw-origin-" + number).start(() -> serve(socket, number));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (var connection = new RawConnection(socket)) {
            script.serve(connection, number);
        } catch (IOException | UncheckedIOException e) {
            return; // the other side left: what that means is the test's to say
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
